import { invalid, unrecognizedUrl } from './errors';
import { failPayoutsUnderWay } from './billing/payouts';
import type { ReleaseOrder } from './delivery';
import type { StandIn } from './server';
import type { TimeFollower } from './time';

/** Patience of `/stand-in/idle` where the caller names none, in milliseconds. */
const IDLE_PATIENCE = 60_000;
const ORDERS: readonly ReleaseOrder[] = ['created', 'reversed', 'shuffled'];

interface ControlBody {
    order?: ReleaseOrder;
    copies?: number;
    status?: number;
    requests?: number;
    url?: string;
    token?: string;
    code?: string;
}

/** What steers the stand-in itself; Stripe has nothing of the kind. JSON in, JSON out. */
export async function handleControl(standIn: StandIn, method: string, url: URL, text: string): Promise<object> {
    const { delivery, time, state } = standIn.world;
    const body = text === '' ? {} : (JSON.parse(text) as ControlBody);
    switch (`${method} ${url.pathname.slice('/stand-in'.length)}`) {
        case 'GET /idle': {
            const idle = await delivery.idle(Number(url.searchParams.get('timeout') ?? IDLE_PATIENCE));
            return { idle, deliveries: delivery.log.length, failed: delivery.log.filter((entry) => !entry.delivered).length };
        }
        case 'GET /deliveries':
            return { deliveries: delivery.log };
        case 'POST /deliveries/hold':
            delivery.hold();
            return { held: true };
        case 'POST /deliveries/release':
            return { released: delivery.release(orderOf(body), body.copies ?? 1) };
        case 'POST /faults':
            standIn.faults.push(...Array.from({ length: body.requests ?? 1 }, () => body.status ?? 500));
            return { faults: standIn.faults.length };
        case 'GET /clock':
            return { now: time.now() };
        case 'POST /thaw':
            time.thaw();
            return { now: time.now() };
        case 'POST /follower':
            await time.setFollower(body.url === undefined ? undefined : localOrgFollower(body.url, body.token ?? ''));
            return { following: body.url ?? null };
        case 'POST /payouts/refuse':
            return { refused: failPayoutsUnderWay(standIn.world, body.code ?? 'account_closed').map(({ id }) => id) };
        case 'GET /counts':
            return {
                customers: state.all('customer').length,
                subscriptions: state.all('subscription').length,
                events: state.all('event').length
            };
        default:
            throw unrecognizedUrl(method, url.pathname);
    }
}

function orderOf(body: ControlBody): ReleaseOrder {
    const order = body.order ?? 'created';
    if (ORDERS.includes(order)) return order;
    throw invalid(`Invalid order: must be one of ${ORDERS.join(', ')}`, 'order');
}

/** The local org: it first finishes its background work, then gets the new time. */
function localOrgFollower(url: string, token: string): TimeFollower {
    const post = async (path: string, body: object): Promise<void> => {
        const answer = await fetch(`${url}${path}`, {
            method: 'POST',
            headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
            body: JSON.stringify(body)
        });
        if (!answer.ok) throw new Error(`The local org answered ${answer.status} to ${path}: ${await answer.text()}`);
        await answer.arrayBuffer();
    };
    return { settle: () => post('/local-org/idle', {}), follow: (now) => post('/local-org/clock', { now: now * 1000 }) };
}
