import { bundle } from '../project.ts';

/** Buttons, one for each service; `data-do` names the method that a press runs, and `out` shows what came of it. */
function probe(name: string, imports: string, methods: Readonly<Record<string, string>>, more = ''): Record<string, string> {
    const buttons = Object.keys(methods).map((method) => `<button data-do="${method}" onclick={run}>${method}</button>`);
    const bodies = Object.entries(methods).map(([method, body]) => `    async ${method}() {\n        ${body}\n    }\n`);
    const script = `${imports}
import { LightningElement, api, wire } from 'lwc';
export default class Probe extends BASE {
    @api recordId;
    @api objectApiName;
    out = '';
${more}
    run(event) {
        this[event.target.dataset.do]().catch((error) => this.show(error.body ?? error.message));
    }
    show(value) {
        this.out = typeof value === 'string' ? value : JSON.stringify(value);
    }
${bodies.join('')}}
`;
    return bundle(name, {
        [`${name}.js`]: script.replace(
            'BASE',
            imports.includes('NavigationMixin') ? 'NavigationMixin(LightningElement)' : 'LightningElement'
        ),
        [`${name}.html`]: `<template><section data-probe="${name}">${buttons.join('')}<output>{out}</output><p>{wired}</p></section></template>`
    });
}

const TOASTS = probe('toasts', `import { ShowToastEvent } from 'lightning/platformShowToastEvent';\nimport Toast from 'lightning/toast';`, {
    success: `this.dispatchEvent(new ShowToastEvent({ title: 'Saved', message: 'All of it', variant: 'success' }));`,
    error: `this.dispatchEvent(new ShowToastEvent({ title: 'Broken', variant: 'error', mode: 'sticky' }));`,
    warning: `this.dispatchEvent(new ShowToastEvent({ message: 'Only a message', variant: 'warning' }));`,
    links: `this.dispatchEvent(new ShowToastEvent({ title: 'Made', message: '<b>{0}</b> by {1}', messageData: [{ url: '/lightning/page/home', label: 'One' }, 'Tom & Jerry'] }));`,
    base: `Toast.show({ label: 'From {0}', labelLinks: [{ url: 'https://example.com', label: 'the base' }], mode: 'sticky' }, this);`
});

const DIALOGS = probe(
    'dialogs',
    `import Chooser from 'c/chooser';\nimport LightningAlert from 'lightning/alert';\nimport LightningConfirm from 'lightning/confirm';\nimport LightningPrompt from 'lightning/prompt';`,
    {
        modal: `this.show({ result: (await Chooser.open({ label: 'Choose one', size: 'small', question: 'Which?' })) ?? null });`,
        alert: `await LightningAlert.open({ label: 'Attention', message: 'Something happened', theme: 'error' }); this.show('alerted');`,
        confirm: `this.show({ confirmed: await LightningConfirm.open({ label: 'Sure?', message: 'It stays so', variant: 'header' }) });`,
        prompt: `this.show({ prompted: await LightningPrompt.open({ label: 'Name', message: 'Your name', defaultValue: 'Ada' }) });`
    }
);

const CHOOSER = bundle('chooser', {
    'chooser.js': `import { api } from 'lwc';
import LightningModal from 'lightning/modal';
export default class Chooser extends LightningModal {
    @api question;
    choose() {
        this.close('first');
    }
}
`,
    'chooser.html': `<template><lightning-modal-header label="Choose one"></lightning-modal-header><lightning-modal-body><p>{question}</p><a href="#x">Link</a></lightning-modal-body><lightning-modal-footer><lightning-button label="First" onclick={choose}></lightning-button></lightning-modal-footer></template>`
});

const to = (reference: string): string => `this[NavigationMixin.Navigate](${reference});`;
const RECORD = `{ type: 'standard__recordPage', attributes: { recordId: this.recordId, objectApiName: 'Account', actionName: 'view' } }`;
const REFERENCES = {
    record: RECORD,
    list: `{ type: 'standard__objectPage', attributes: { objectApiName: 'Account', actionName: 'list' }, state: { filterName: 'All' } }`,
    tab: `{ type: 'standard__navItemPage', attributes: { apiName: 'Overview' }, state: { c__from: 'probe' } }`,
    home: `{ type: 'standard__namedPage', attributes: { pageName: 'home' } }`,
    related: `{ type: 'standard__recordRelationshipPage', attributes: { recordId: this.recordId, objectApiName: 'Account', relationshipApiName: 'Contacts', actionName: 'view' } }`
};

const NAVIGATION = probe(
    'moves',
    `import { CurrentPageReference, NavigationMixin } from 'lightning/navigation';`,
    {
        ...Object.fromEntries(Object.entries(REFERENCES).map(([name, reference]) => [name, to(reference)])),
        urls: `this.show(await Promise.all([${Object.values(REFERENCES).join(', ')}].map((page) => this[NavigationMixin.GenerateUrl](page))));`,
        web: to(`{ type: 'standard__webPage', attributes: { url: 'about:blank#web' } }`),
        newRecord: to(`{ type: 'standard__objectPage', attributes: { objectApiName: 'Account', actionName: 'new' } }`)
    },
    `    @wire(CurrentPageReference) page;
    get wired() {
        return JSON.stringify(this.page ?? null);
    }`
);

const DATA = probe(
    'data',
    `import { refreshApex } from '@salesforce/apex';
import read from '@salesforce/apex/Reader.read';
import NAME from '@salesforce/schema/Account.Name';
import { createRecord, deleteRecord, getFieldValue, getRecord, notifyRecordUpdateAvailable, updateRecord } from 'lightning/uiRecordApi';
import { getObjectInfo, getPicklistValues } from 'lightning/uiObjectInfoApi';
import { getRelatedListRecords } from 'lightning/uiRelatedListApi';`,
    {
        refresh: `await refreshApex(this.counted);`,
        notify: `await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);`,
        create: `this.show(await createRecord({ apiName: 'Account', fields: { Name: 'Made here' } }));`,
        rename: `await updateRecord({ fields: { Id: this.recordId, Name: 'Renamed' } });`,
        refuse: `await updateRecord({ fields: { Id: this.recordId, Name: '' } });`,
        remove: `await deleteRecord('001000000000002AAA'); this.show('removed');`
    },
    `    @wire(read, { id: '$recordId' }) counted;
    @wire(getRecord, { recordId: '$recordId', fields: [NAME] }) record;
    @wire(getObjectInfo, { objectApiName: 'Account' }) info;
    @wire(getPicklistValues, { recordTypeId: '$info.data.defaultRecordTypeId', fieldApiName: 'Account.Tier__c' }) tiers;
    @wire(getRelatedListRecords, { parentRecordId: '$recordId', relatedListId: 'Contacts', fields: ['Contact.LastName'], sortBy: ['-LastName'] }) contacts;
    get wired() {
        return JSON.stringify({
            count: this.counted.data,
            name: getFieldValue(this.record.data, NAME),
            label: this.info.data?.labelPlural,
            type: this.info.data?.fields.Name.dataType,
            tiers: this.tiers.data?.values.map(({ label }) => label),
            contacts: this.contacts.data?.records.map(({ fields }) => fields.LastName.value),
            error: this.contacts.error?.body?.message ?? this.tiers.error?.body?.message
        });
    }`
);

const MESSAGES = probe(
    'messages',
    `import ROOM from '@salesforce/messageChannel/Room__c';
import { APPLICATION_SCOPE, MessageContext, publish, subscribe, unsubscribe } from 'lightning/messageService';
import { RefreshEvent, registerRefreshHandler, unregisterRefreshHandler } from 'lightning/refresh';`,
    {
        listen: `this.heard = subscribe(this.context, ROOM, (message) => this.show(message), { scope: APPLICATION_SCOPE });`,
        say: `publish(this.context, ROOM, { word: 'hello' });`,
        leave: `unsubscribe(this.heard); this.show('left');`,
        follow: `this.handler = registerRefreshHandler(this, () => Promise.resolve(this.show('refreshed')));`,
        refresh: `this.dispatchEvent(new RefreshEvent());`,
        ignore: `unregisterRefreshHandler(this.handler); this.show('ignored');`
    },
    `    @wire(MessageContext) context;`
);

const MISSING = probe('missing', `import { subscribe } from 'lightning/empApi';`, { listen: 'subscribe();' });

const FORM = bundle('form', {
    'form.js': `import { LightningElement, api } from 'lwc';\nexport default class Form extends LightningElement { @api recordId; }\n`,
    'form.html': '<template><lightning-record-form record-id={recordId} object-api-name="Account"></lightning-record-form></template>'
});

export const COMPONENTS: Readonly<Record<string, string>> = {
    ...TOASTS,
    ...DIALOGS,
    ...CHOOSER,
    ...NAVIGATION,
    ...DATA,
    ...MESSAGES,
    ...MISSING,
    ...FORM
};

export const PROBES = ['toasts', 'dialogs', 'moves', 'data', 'messages', 'missing', 'form'];
