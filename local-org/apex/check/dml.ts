import type { Statement } from '../syntax/ast.ts';
import { MERGEABLE } from '../../automation/merge.ts';
import type { Body, Typed } from './body.ts';
import { quote } from './constants.ts';
import { checkExpression } from './expressions.ts';
import { checkBlock, count } from './statements.ts';
import { isAny, isPrimitive, messageName } from './type-system.ts';

export function checkDml(body: Body, node: Extract<Statement, { kind: 'dml' }>): boolean {
    const { writer } = body;
    writer.at(node.line);
    count(body, node.line);
    const value = checkExpression(body, node.value);
    if (node.operation === 'merge') return checkMerge(body, node, value);
    const row = value.type.kind === 'list' ? value.type.of : value.type;
    if (row.kind !== 'sobject' && !isAny(row)) {
        body.error(node, `DML requires SObject or SObject list type: ${messageName(value.type)}`);
        return true;
    }
    body.sensitive = true;
    const access = quote(node.access ?? 'default');
    const key = node.externalId && row.kind === 'sobject' ? externalIdField(body, node, row.name) : undefined;
    const passed = [quote(node.operation), value.code, access, ...(key ? [quote(key)] : [])];
    writer.put(`${body.op('dml')}(${passed.join(',')});`);
    return true;
}

/** `merge master duplicate` or `merge master duplicates`: of one object, and only of some. */
function checkMerge(body: Body, node: Extract<Statement, { kind: 'dml' }>, master: Typed): boolean {
    const duplicates = checkExpression(body, node.other!);
    const row = duplicates.type.kind === 'list' ? duplicates.type.of : duplicates.type;
    if (isAny(master.type) || isAny(row)) return true;
    const names = [master.type, row].flatMap((type) => (type.kind === 'sobject' ? [type.name] : []));
    const refused = names.find((name) => name !== 'SObject' && !MERGEABLE.has(name));
    if (master.type.kind !== 'sobject' || (row.kind !== 'sobject' && !isPrimitive(row, 'Id'))) {
        const wrong = master.type.kind === 'sobject' ? duplicates : master;
        body.error(node, `DML requires SObject or SObject list type: ${messageName(wrong.type)}`);
    } else if (refused !== undefined) {
        body.error(node, `DML operation MERGE not allowed on ${refused}`);
    }
    body.sensitive = true;
    body.writer.put(`${body.op('merge')}(${master.code},${duplicates.code},${quote(node.access ?? 'default')});`);
    return true;
}

/** `upsert rows Key__c` and `upsert rows Account.Fields.Key__c` */
function externalIdField(body: Body, node: Extract<Statement, { kind: 'dml' }>, rowObject: string): string | undefined {
    const parts = node.externalId!;
    const name = parts.at(-1)!;
    const object = body.types.schema.object(parts.length > 1 ? parts[0]! : rowObject);
    const field = object?.field(name);
    if (!field) {
        body.error(node, `Invalid field for upsert: ${object?.name ?? rowObject}.${name}`);
        return undefined;
    }
    if (!field.externalId && !field.idLookup && field.name !== 'Id') {
        body.error(node, `Invalid field for upsert, must be an External Id custom or standard indexed field: ${name}`);
        return undefined;
    }
    return field.name;
}

/** `System.runAs(user) { … }`: the library runs the block as a function; what it returns ends the method around it. */
export function checkRunAs(body: Body, node: Extract<Statement, { kind: 'runAs' }>): boolean {
    const { writer } = body;
    writer.at(node.line);
    count(body, node.line);
    const values = node.arguments.map((argument) => checkExpression(body, argument));
    const [user] = values;
    const member = body.types.platformClass('System.System')?.methods.find((method) => method.name === 'runAs');
    if (user?.type.kind === 'class' && user.type.name === 'System.Version') {
        body.unsupported(node, 'System.runAs(Version)');
        return true;
    }
    const isUser = user && (isAny(user.type) || (user.type.kind === 'sobject' && ['User', 'SObject'].includes(user.type.name)));
    if (values.length !== 1 || !isUser) {
        body.error(node, "runAs requires a single argument of type 'User' or 'Version'");
        return true;
    }
    if (!member) {
        body.unsupported(node, `System.runAs(${values.map((value) => messageName(value.type)).join(', ')})`);
        return true;
    }
    const runAs = body.links.member(
        member.owner,
        member.name,
        member.parameters.map((parameter) => parameter.type),
        true
    );
    body.sensitive = true;
    const left = body.temporary();
    writer.put(`${left}=null;${runAs}(${user.code},()=>`);
    body.inClosure(left, () => checkBlock(body, node.body));
    writer.put(`);if(${left}!==null)${body.leave(`${left}[0]`)}`);
    return true;
}
