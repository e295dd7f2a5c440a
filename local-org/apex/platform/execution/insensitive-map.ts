import { ApexMap } from '../../runtime/values/map.ts';

/** The maps of describe results: keys are in lower case, and found in any. */
export class InsensitiveMap extends ApexMap {
    override has(key: unknown): boolean {
        return super.has(lower(key));
    }

    override get(key: unknown): unknown {
        return super.get(lower(key));
    }

    override put(key: unknown, value: unknown): unknown {
        return super.put(lower(key), value);
    }
}

function lower(key: unknown): unknown {
    return typeof key === 'string' ? key.toLowerCase() : key;
}
