import type { Statement } from '../syntax/ast.ts';
import type { Body } from './body.ts';
import { quote } from './constants.ts';
import { checkExpression } from './expressions.ts';
import { checkBlock, count } from './statements.ts';
import { isAny, messageName } from './type-system.ts';

export function checkDml(body: Body, node: Extract<Statement, { kind: 'dml' }>): boolean {
    const { writer } = body;
    writer.at(node.line);
    count(body, node.line);
    const value = checkExpression(body, node.value);
    if (node.operation === 'merge') {
        body.unsupported(node, 'the merge statement');
        return true;
    }
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
