import type { SObject } from '../../../apex/runtime/sobject.ts';
import { findFieldPath } from '../../../formula/references.ts';
import type { Component, XmlElement } from '../../../metadata/model.ts';
import type { ObjectInfo } from '../../../schema/model.ts';
import type { CapturedEmail } from '../../captured-messages.ts';
import { hasPlainText, plainText } from '../convert.ts';
import { FlowFault } from '../faults.ts';
import type { Interview } from '../interview.ts';
import type { FlowScope } from '../scope.ts';
import { required } from '../scope.ts';
import { scalar, typeOfField } from '../types.ts';
import type { StandardAction } from './standard-actions.ts';

/** Reads a text or an address off the record that the alert is about. */
type Reader = (interview: Interview, row: SObject) => string;

/** An e-mail alert of the project's workflows: contents, recipients and sender are its own, the flow names the record. */
export function compileEmailAlert(scope: FlowScope, xml: XmlElement): StandardAction {
    const name = required(scope, xml, 'actionName');
    const [objectName = '', alertName = ''] = name.split('.');
    const workflow = scope.world.metadata.find('Workflow', objectName);
    const alert = workflow?.xml.all('alerts').find((known) => known.value('fullName') === alertName);
    const object = scope.schema.object(objectName);
    if (!workflow || !alert || !object)
        throw scope.problem(xml.line, `We can't find an action with the name and action type that you specified: ${name} (emailAlert).`);
    const addresses = alert.all('recipients').map((recipient) => addressOf(scope, xml, recipient, object));
    const content = contentOf(scope, xml, alert, object);
    const cc = alert.all('ccEmails').map((element) => element.text.trim());
    return {
        inputs: new Map([['SObjectRowId', { flowType: scalar('String'), required: true }]]),
        each: (interview, values) => {
            const row = interview.run.host.record(object, String(values['SObjectRowId'] ?? ''));
            if (!row) throw new FlowFault(`The e-mail alert ${name} has no record: ${String(values['SObjectRowId'])}`);
            const to = new Set(addresses.map((read) => read(interview, row)).filter((address) => address !== ''));
            if (to.size + cc.length > 0) interview.run.host.email({ ...content(interview, row), to: [...to], cc, whatId: row.id });
        }
    };
}

/** Through which fields each kind of recipient is found, where it needs no name of its own. */
const RECIPIENTS: Record<string, string> = { owner: 'Owner.Email', creator: 'CreatedBy.Email', accountOwner: 'Account.Owner.Email' };

function addressOf(scope: FlowScope, xml: XmlElement, recipient: XmlElement, object: ObjectInfo): Reader {
    const type = required(scope, recipient, 'type');
    if (type === 'user') {
        const username = required(scope, recipient, 'recipient');
        return (interview) => interview.run.host.addressOf(username);
    }
    const field = recipient.value('field') ?? '';
    const parent = type === 'contactLookup' || type === 'userLookup' ? object.field(field)?.relationshipName : undefined;
    const path = type === 'email' ? field : parent ? `${parent}.Email` : RECIPIENTS[type];
    if (path === undefined) throw scope.unsupported(xml.line, `recipients of the type ${type} in e-mail alerts`);
    return readerOf(scope, xml, object, path);
}

function readerOf(scope: FlowScope, xml: XmlElement, object: ObjectInfo, path: string): Reader {
    const found = findFieldPath(scope.schema, object, path.split('.'));
    const type = found && typeOfField(found.field);
    if (!found || !type) throw scope.problem(xml.line, `The field "${path}" for the object "${object.name}" doesn't exist.`);
    if (!hasPlainText(type)) throw scope.unsupported(xml.line, `the text form of a ${type.data} in an e-mail template (${path})`);
    return (interview, row) => plainText(interview.run.host.value(object, row, found.path));
}

function contentOf(
    scope: FlowScope,
    xml: XmlElement,
    alert: XmlElement,
    object: ObjectInfo
): (interview: Interview, row: SObject) => Omit<CapturedEmail, 'to' | 'cc' | 'whatId'> {
    const name = required(scope, alert, 'template');
    const template: Component | undefined = scope.world.metadata.find('EmailTemplate', name);
    if (!template) throw scope.problem(xml.line, `The e-mail alert names a template that doesn't exist: ${name}.`);
    const kind = required(scope, template.xml, 'type');
    if (kind !== 'text' && kind !== 'custom') throw scope.unsupported(xml.line, `e-mail templates of the type ${kind} (${name})`);
    const merge = (text: string): Reader => mergeFields(scope, xml, object, text);
    const subject = merge(template.xml.value('subject') ?? '');
    const body = merge(template.body ?? '');
    const plain = kind === 'text' ? body : merge(template.xml.value('textOnly') ?? '');
    return (interview, row) => ({
        bcc: [],
        targetObjectId: null,
        subject: subject(interview, row),
        plainTextBody: plain(interview, row) || null,
        htmlBody: kind === 'custom' ? body(interview, row) : null
    });
}

/** `{!Account.Name}` of the record, `{!User.Name}` of who runs the flow, `{!Organization.Name}`. */
function mergeFields(scope: FlowScope, xml: XmlElement, object: ObjectInfo, text: string): Reader {
    const pieces = text.split(/\{!([^}]*)\}/).map((piece, index): Reader => {
        if (index % 2 === 0) return () => piece;
        const [head = '', ...path] = piece.trim().split('.');
        if (head.toLowerCase() === object.name.toLowerCase()) return readerOf(scope, xml, object, path.join('.'));
        const global = ['user', 'organization'].includes(head.toLowerCase()) && scope.resource(`$${piece.trim()}`, xml.line);
        if (!global) throw scope.unsupported(xml.line, `the merge field {!${piece}} in e-mail templates`);
        return (interview) => plainText(global.read(interview));
    });
    return (interview, row) => pieces.map((read) => read(interview, row)).join('');
}
