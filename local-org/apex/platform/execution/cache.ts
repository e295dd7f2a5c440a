import { cloneObjects } from '../../../automation/clone.ts';
import {
    CacheSegment,
    DEFAULT_LIFETIME,
    LONGEST_LIFETIME,
    defaultPartition,
    findPartition,
    hasSession
} from '../../../automation/platform-cache.ts';
import type { CacheScope } from '../../../automation/platform-cache.ts';
import { currentRuntime } from '../../../automation/runtime.ts';
import { UnsupportedError } from '../../../errors.ts';
import { apexException } from '../../runtime/exceptions.ts';
import { ApexDouble } from '../../runtime/values/double.ts';
import { ApexMap } from '../../runtime/values/map.ts';
import { ApexSet } from '../../runtime/values/set.ts';
import type { ApexTypeValue } from '../../runtime/values/type-value.ts';
import { invokeUserMethod } from '../../runtime/values/user-objects.ts';
import { OBJECT, primitive } from '../../types.ts';
import { interfaceMethod } from '../collections/interfaces.ts';
import type { Behaviour } from '../declare.ts';
import { definePlatformClass } from '../declare.ts';
import { constructorsOf } from '../exceptions.ts';
import { strictMethods, strictStatics } from '../strict.ts';
import { newInstance } from '../type.ts';
import { isAssignable, typeByName } from '../type-relations.ts';

/** Platform Cache in Apex; how long and for whom things are kept is in automation/platform-cache.ts. */

const STRING = primitive('String');
const LONGEST_KEY = 50;
/** Apex Developer Guide, "Platform Cache Limits": the shortest time that an entry may be kept, in seconds. */
const SHORTEST_LIFETIME = 300;

class Partition {
    readonly scope: CacheScope;
    readonly name: string;

    constructor(scope: CacheScope, name: string) {
        this.scope = scope;
        this.name = name;
    }

    get segment(): CacheSegment {
        const tx = currentRuntime();
        if (this.scope === 'Session') hasSession(tx);
        return new CacheSegment(tx, this.scope, this.name);
    }
}

class OrgPartition extends Partition {}
class SessionPartition extends Partition {}

function partitionOf(scope: CacheScope, qualifiedName: string): Partition {
    const [namespace, name, ...rest] = qualifiedName.split('.');
    const known = rest.length === 0 && namespace === 'local' && name !== undefined && findPartition(currentRuntime().org, name);
    if (!known) throw new UnsupportedError(`the cache partition ${qualifiedName}, which the project does not declare`);
    return scope === 'Session' ? new SessionPartition(scope, known.fullName) : new OrgPartition(scope, known.fullName);
}

/** A key of Cache.Org and Cache.Session: `local.partition.key`, or a key of the default partition. */
function located(scope: CacheScope, key: string): { partition: Partition; key: string } {
    const parts = key.split('.');
    if (parts.length === 3) return { partition: partitionOf(scope, `${parts[0]}.${parts[1]}`), key: parts[2]! };
    return { partition: defaultOf(scope), key };
}

function defaultOf(scope: CacheScope): Partition {
    const name = defaultPartition(currentRuntime().org);
    if (name !== undefined) return partitionOf(scope, `local.${name}`);
    throw apexException(
        scope === 'Session' ? 'Cache.Session.SessionCacheException' : 'Cache.Org.OrgCacheException',
        'No default partition is specified.'
    );
}

function checkedKey(key: string): string {
    if (!/^[a-z0-9]+$/i.test(key) || key.length > LONGEST_KEY)
        throw new UnsupportedError(`the cache key "${key}": a key has 1 to ${LONGEST_KEY} letters and digits`);
    return key;
}

function put(partition: Partition, key: string, value: unknown, seconds = DEFAULT_LIFETIME[partition.scope]): void {
    if (seconds < SHORTEST_LIFETIME || seconds > LONGEST_LIFETIME[partition.scope])
        throw new UnsupportedError(
            `a cache lifetime of ${seconds} seconds: it is ${SHORTEST_LIFETIME} to ${LONGEST_LIFETIME[partition.scope]}`
        );
    partition.segment.put(checkedKey(key), cloneObjects(value), seconds);
}

function get(partition: Partition, key: string): unknown {
    return cloneObjects(partition.segment.get(checkedKey(key))?.value ?? null);
}

/** Entries of a cache builder stand under its name and the key. */
function builtKey(builder: ApexTypeValue, key: string): string {
    return `${builder.toString().replace(/\W/g, '')}${checkedKey(key)}`;
}

function load(partition: Partition, builder: ApexTypeValue, key: string): unknown {
    const full = builtKey(builder, key);
    const found = partition.segment.get(full);
    if (found) return cloneObjects(found.value);
    if (!isAssignable(builder.type, typeByName('Cache.CacheBuilder')!))
        throw apexException('Cache.InvalidCacheBuilderException', `${builder} does not implement Cache.CacheBuilder.`);
    const value = invokeUserMethod(newInstance(builder.type), 'doLoad', [key]);
    partition.segment.put(full, cloneObjects(value), DEFAULT_LIFETIME[partition.scope]);
    return value;
}

function several(keys: ApexSet, take: (key: string) => unknown, type = OBJECT): ApexMap {
    return new ApexMap(
        STRING,
        type,
        keys.values().map((key) => [key, take(key as string)] as const)
    );
}

/** Share of the capacity that is in use, in percent, by the size of the values' texts. */
function usedCapacity({ segment }: Partition): ApexDouble {
    const bytes = segment.keys().reduce((sum, key) => sum + key.length + sizeOf(segment.get(key)?.value), 0);
    return new ApexDouble(segment.capacity === 0 ? 0 : (bytes * 100) / (segment.capacity * 1024 * 1024));
}

function sizeOf(value: unknown): number {
    return (
        JSON.stringify(value, (_, part: unknown) => (part instanceof Map ? [...part] : typeof part === 'bigint' ? String(part) : part))
            ?.length ?? 4
    );
}

const MEMBERS: Record<string, Behaviour> = {
    'Boolean contains(String key)': (partition: Partition, key: string) => partition.segment.get(checkedKey(key)) !== undefined,
    'Map<String,Boolean> contains(Set<String> keys)': (partition: Partition, keys: ApexSet) =>
        several(keys, (key) => partition.segment.get(checkedKey(key)) !== undefined, primitive('Boolean')),
    'Object get(String key)': get,
    'Map<String,Object> get(Set<String> keys)': (partition: Partition, keys: ApexSet) => several(keys, (key) => get(partition, key)),
    'Object get(Type cacheBuilder, String key)': load,
    'Double getCapacity()': usedCapacity,
    'Set<String> getKeys()': ({ segment }: Partition) => new ApexSet(STRING, segment.keys()),
    'Long getNumKeys()': ({ segment }: Partition) => BigInt(segment.keys().length),
    'Boolean isAvailable()': ({ scope }: Partition) => scope === 'Organization' || hasSession(currentRuntime()),
    'void put(String key, Object value)': (partition: Partition, key: string, value: unknown) => put(partition, key, value),
    'void put(String key, Object value, Integer ttlSecs)': put,
    'Boolean remove(String key)': (partition: Partition, key: string) => partition.segment.remove(checkedKey(key)),
    'Boolean remove(Type cacheBuilder, String key)': (partition: Partition, builder: ApexTypeValue, key: string) =>
        partition.segment.remove(builtKey(builder, key))
};

definePlatformClass({ name: 'Cache.Partition', jsClass: Partition, abstract: true, methods: strictMethods(MEMBERS) });
definePlatformClass({ name: 'Cache.OrgPartition', jsClass: OrgPartition, extends: 'Cache.Partition' });
definePlatformClass({ name: 'Cache.SessionPartition', jsClass: SessionPartition, extends: 'Cache.Partition' });

/** Cache.Org and Cache.Session: the same by key, or about the default partition. */
function statics(scope: CacheScope): Record<string, Behaviour> {
    const byKey = ['Boolean contains(String key)', 'Object get(String key)', 'void put(String key, Object value)'];
    const keyed = [...byKey, 'void put(String key, Object value, Integer ttlSecs)', 'Boolean remove(String key)'].map((signature) => [
        signature,
        (key: string, ...values: unknown[]) => {
            const place = located(scope, key);
            return MEMBERS[signature]!(place.partition, place.key, ...values);
        }
    ]);
    const built = ['Object get(Type cacheBuilder, String key)', 'Boolean remove(Type cacheBuilder, String key)'].map((signature) => [
        signature,
        (builder: ApexTypeValue, key: string) => {
            const place = located(scope, key);
            return MEMBERS[signature]!(place.partition, builder, place.key);
        }
    ]);
    const whole = ['Double getCapacity()', 'Set<String> getKeys()', 'Long getNumKeys()'].map((signature) => [
        signature,
        () => MEMBERS[signature]!(defaultOf(scope))
    ]);
    return Object.fromEntries([...keyed, ...built, ...whole]) as Record<string, Behaviour>;
}

definePlatformClass({
    name: 'Cache.Org',
    statics: strictStatics({
        ...statics('Organization'),
        'Cache.OrgPartition getPartition(String partitionName)': (name: string) => partitionOf('Organization', name)
    }),
    properties: { 'static Integer MAX_TTL_SECS { get; }': { get: () => LONGEST_LIFETIME.Organization } }
});
definePlatformClass({
    name: 'Cache.Session',
    statics: strictStatics({
        ...statics('Session'),
        'Boolean isAvailable()': () => hasSession(currentRuntime()),
        'Cache.SessionPartition getPartition(String partitionName)': (name: string) => partitionOf('Session', name)
    }),
    properties: { 'static Integer MAX_TTL_SECS { get; }': { get: () => LONGEST_LIFETIME.Session } }
});

definePlatformClass({
    name: 'Cache.CacheBuilder',
    kind: 'interface',
    methods: { 'Object doLoad(String var)': interfaceMethod('doLoad') }
});

for (const name of ['InvalidCacheBuilderException', 'InvalidParamException', 'Org.OrgCacheException', 'Session.SessionCacheException'])
    definePlatformClass({ name: `Cache.${name}`, extends: 'System.Exception', constructors: constructorsOf(`Cache.${name}`) });
