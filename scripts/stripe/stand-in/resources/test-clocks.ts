import type Stripe from 'stripe';
import { invalid } from '../errors';
import { BY_TIME } from '../events';
import { page, PAGE, type PageParameters } from '../listing';
import { integer, required, text } from '../parameters';
import { DAY } from '../period';
import { asJson, route, type Call, type Route, type World } from '../router';
import { newId } from '../state';
import type { TestClockRecord } from '../wire';
import { happen, nextHappening } from '../billing/clockwork';

/** How long one moment's webhooks may take before time goes on, in milliseconds. */
const DELIVERY_PATIENCE = 30_000;

export const testClockRoutes: Route[] = [
    route<Stripe.TestHelpers.TestClockCreateParams>(
        'POST',
        '/v1/test_helpers/test_clocks',
        { frozen_time: required(integer), name: text },
        create
    ),
    route<PageParameters>('GET', '/v1/test_helpers/test_clocks', PAGE, ({ state, parameters }) =>
        page('/v1/test_helpers/test_clocks', state.all('test_helpers.test_clock'), parameters)
    ),
    route('GET', '/v1/test_helpers/test_clocks/:id', {}, ({ state, path }) => state.find('test_helpers.test_clock', path['id']!)),
    route<Stripe.TestHelpers.TestClockAdvanceParams>(
        'POST',
        '/v1/test_helpers/test_clocks/:id/advance',
        { frozen_time: required(integer) },
        advance
    )
];

async function create(call: Call<Stripe.TestHelpers.TestClockCreateParams>): Promise<TestClockRecord> {
    const { parameters, state, time } = call;
    await time.moveTo(parameters.frozen_time);
    return state.put('test_helpers.test_clock', {
        id: newId('clock', 24),
        object: 'test_helpers.test_clock',
        created: parameters.frozen_time,
        deletes_after: parameters.frozen_time + 30 * DAY,
        frozen_time: parameters.frozen_time,
        livemode: false,
        name: parameters.name ?? null,
        status: 'ready',
        status_details: {}
    });
}

/** Answers at once with status `advancing`, as Stripe does; the clock is `ready` when all that was due has happened. */
function advance(call: Call<Stripe.TestHelpers.TestClockAdvanceParams>): TestClockRecord {
    const clock = call.state.find('test_helpers.test_clock', call.path['id']!);
    const target = call.parameters.frozen_time;
    if (clock.status === 'advancing') throw invalid('The test clock is still advancing.', 'id');
    if (target <= clock.frozen_time) throw invalid('`frozen_time` must be after the current frozen time of the clock.', 'frozen_time');
    clock.status = 'advancing';
    clock.status_details = { advancing: { target_frozen_time: target } };
    const { state, time, events, delivery, cause } = call;
    events.emit('test_helpers.test_clock.advancing', asJson(clock), clock.frozen_time, cause);
    run({ state, time, events, delivery }, clock, target).catch((error: unknown) => {
        clock.status = 'internal_failure';
        process.stderr.write(`The test clock stopped: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    });
    return { ...clock };
}

async function run(world: World, clock: TestClockRecord, target: number): Promise<void> {
    for (let moment = nextHappening(world, clock); moment <= target; moment = nextHappening(world, clock)) {
        await reach(world, clock, moment);
        happen(world, clock, moment);
        await world.delivery.idle(DELIVERY_PATIENCE);
    }
    await reach(world, clock, target);
    clock.status = 'ready';
    clock.status_details = {};
    world.events.emit('test_helpers.test_clock.ready', asJson(clock), target, BY_TIME);
}

async function reach(world: World, clock: TestClockRecord, moment: number): Promise<void> {
    await world.time.moveTo(moment);
    clock.frozen_time = moment;
}
