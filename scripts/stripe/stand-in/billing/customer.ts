import { noSuch } from '../errors';
import type { World } from '../router';
import type { CustomerRecord } from '../wire';

/** The moment that holds for what hangs on a test clock, else that of the stand-in. Seconds since the epoch. */
export function customerNow(world: World, owner: { test_clock?: string | null }): number {
    const clock = owner.test_clock ? world.state.get('test_helpers.test_clock', owner.test_clock) : undefined;
    return clock?.frozen_time ?? world.time.now();
}

export function findCustomer(world: World, id: string, param: string): CustomerRecord {
    const customer = world.state.find('customer', id, param);
    if (customer.deleted) throw noSuch('customer', id, param);
    return customer;
}
