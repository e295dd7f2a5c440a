import { currentRuntime } from '../../../automation/runtime.ts';
import type { UserAccess } from '../../../data/access.ts';
import { apexException } from '../../runtime/exceptions.ts';
import { SObject } from '../../runtime/sobject.ts';
import type { ApexEnumValue } from '../../runtime/values/enum.ts';
import { ApexList } from '../../runtime/values/list.ts';
import { ApexMap } from '../../runtime/values/map.ts';
import { ApexSet } from '../../runtime/values/set.ts';
import { primitive, setOf } from '../../types.ts';
import { definePlatformClass } from '../declare.ts';

/** System.SObjectAccessDecision */
class AccessDecision {
    readonly records: ApexList;
    readonly removed = new Map<string, Set<string>>();
    readonly modified = new Set<number>();

    constructor(records: ApexList) {
        this.records = records;
    }
}

const STRING = primitive('String');

definePlatformClass({
    name: 'System.AccessType',
    kind: 'enum',
    values: ['CREATABLE', 'READABLE', 'UPDATABLE', 'UPSERTABLE']
});

definePlatformClass({
    name: 'System.SObjectAccessDecision',
    jsClass: AccessDecision,
    methods: {
        'List<SObject> getRecords()': ({ records }: AccessDecision) => records,
        'Set<Integer> getModifiedIndexes()': ({ modified }: AccessDecision) => new ApexSet(primitive('Integer'), modified),
        'Map<String,Set<String>> getRemovedFields()': ({ removed }: AccessDecision) =>
            new ApexMap(
                STRING,
                setOf(STRING),
                [...removed].map(([object, fields]) => [object, new ApexSet(STRING, fields)] as const)
            )
    }
});

definePlatformClass({
    name: 'System.Security',
    statics: {
        'SObjectAccessDecision stripInaccessible(AccessType accessCheckType, List<SObject> sourceRecords)': strip,
        'SObjectAccessDecision stripInaccessible(AccessType accessCheckType, List<SObject> sourceRecords, Boolean enforceRootObjectCRUD)':
            strip
    }
});

function strip(type: ApexEnumValue, source: ApexList, enforceObject: boolean | null = true): AccessDecision {
    const tx = currentRuntime();
    const stripper = new Stripper(tx.org.access(tx.user), type.name);
    const records = [...source] as SObject[];
    for (const name of new Set(records.map((record) => record.typeName))) {
        if (enforceObject && !stripper.allowsObject(name)) {
            throw apexException('System.NoAccessException', `No access to entity: ${name}`);
        }
    }
    const decision = new AccessDecision(new ApexList(source.elementType));
    records.forEach((record, index) => {
        const copy = stripper.strip(record, decision.removed);
        if (stripper.changed) decision.modified.add(index);
        decision.records.items.push(copy);
    });
    return decision;
}

class Stripper {
    changed = false;
    private readonly access: UserAccess;
    private readonly type: string;

    constructor(access: UserAccess, type: string) {
        this.access = access;
        this.type = type;
    }

    allowsObject(name: string): boolean {
        const rights = this.access.object(name);
        if (this.type === 'READABLE') return rights.read;
        if (this.type === 'CREATABLE') return rights.create;
        return this.type === 'UPDATABLE' ? rights.edit : rights.create && rights.edit;
    }

    /** A copy without what the user may not see or set; parents and children are looked at too. */
    strip(record: SObject, removed: Map<string, Set<string>>, root = true): SObject {
        if (root) this.changed = false;
        const copy = new SObject(record.typeName, record.fromQuery);
        for (const [name, value] of record.fields) {
            if (this.allowsField(record.typeName, name)) copy.fields.set(name, value);
            else this.note(removed, record.typeName, name);
        }
        for (const [name, parent] of record.parents) {
            if (parent && !this.access.object(parent.typeName).read) this.note(removed, record.typeName, name);
            else copy.parents.set(name, parent ? this.strip(parent, removed, false) : null);
        }
        for (const [name, rows] of record.children) {
            const first = rows[0];
            if (first && !this.access.object(first.typeName).read) this.note(removed, record.typeName, name);
            else
                copy.children.set(
                    name,
                    rows.map((row) => this.strip(row, removed, false))
                );
        }
        return copy;
    }

    private allowsField(object: string, name: string): boolean {
        const info = currentRuntime().org.schema.object(object)?.field(name);
        if (!info || info.type === 'id') return true;
        if (this.type === 'READABLE') return this.access.canReadField(object, name);
        const settable =
            this.type === 'CREATABLE' ? info.createable : this.type === 'UPDATABLE' ? info.updateable : info.createable || info.updateable;
        return settable && this.access.canEditField(object, name);
    }

    private note(removed: Map<string, Set<string>>, object: string, name: string): void {
        this.changed = true;
        removed.set(object, (removed.get(object) ?? new Set<string>()).add(name));
    }
}
