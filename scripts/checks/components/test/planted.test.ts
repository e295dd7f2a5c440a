import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CheckResult } from '../../metadata/results.ts';
import { checkComponents } from '../check-components.ts';
import { SmallProject } from './project.ts';
import type { BundleFiles } from './project.ts';

const ROW = `
export interface Row { id: string; name: string; total?: number | null; }
export interface Wrong { id: number; label: string; total: { cents?: number } | null; }
export const none: Row[] = [];
`;
const CHILD = `import { LightningElement, api } from 'lwc';
export default class Child extends LightningElement {
    @api heading = '';
    @api rows!: string[];
    handleClick(): void { this.dispatchEvent(new CustomEvent('choose', { detail: this.heading })); }
}
`;
const CHILD_HTML = '<template><button onclick={handleClick}>{heading}</button><slot name="foot"></slot></template>';

/** A component whose class holds what the planted templates use. */
const component = (body = '', imports = ''): string => `import { LightningElement, api } from 'lwc';
import type { Row } from 'c/rows';
${imports}
export default class Planted extends LightningElement {
    @api recordId = '';
    rows: Row[] = [];
    words: string[] = [];
    row: Row | undefined;
    count = 1;
    handle(): void { this.count += 1; }
    ${body}
}
`;
const html = (body: string): string => `<template>\n${body}\n</template>\n`;
const planted = (body: string): { html: string; ts: string } => ({ html: html(body), ts: component() });

/** Each bundle with what is found in it, `ending:line message`, or how that begins; nothing is found in the first ones. */
const CASES: Readonly<Record<string, { files: BundleFiles; found: readonly string[] }>> = {
    rows: { files: { ts: ROW }, found: [] },
    child: { files: { ts: CHILD, html: CHILD_HTML }, found: [] },
    good: {
        files: {
            ts: component(
                '@wire(getRows, { recordId: "$recordId" }) wired: unknown; words1 = [LABEL]; go(): Promise<void> { return save({ recordId: this.recordId, row: { id: "", name: "" } }); }',
                'import { wire } from "lwc"; import getRows from "@salesforce/apex/Rows.getRows"; import save from "@salesforce/apex/Rows.save"; import LABEL from "@salesforce/label/c.Used";'
            ),
            html: html(`<template for:each={rows} for:item="row" for:index="at"><p key={row.id} data-at={at}>{row.name} · {row.total}</p></template>
<template lwc:if={row}><p>{row.name}</p></template>
<lightning-button-icon icon-name="utility:refresh" alternative-text={recordId} disabled={count} onclick={handle}></lightning-button-icon>
<c-child rows={words} heading={recordId} onchoose={handle} onclick={handle}><p slot="foot">{count}</p></c-child>`),
            css: '.a { color: var(--slds-g-color-on-surface-1, #747474); }\n'
        },
        found: []
    },
    noSuchMember: { files: planted('<p>{nothing}</p>'), found: ['html:2 {nothing}: there is no nothing in noSuchMember'] },
    noSuchPath: {
        files: planted('<template for:each={rows} for:item="it"><p key={it.id}>{it.nme}</p></template>'),
        found: ['html:2 {it.nme}: there is no nme in it, which is Row']
    },
    noList: {
        files: planted('<template for:each={count} for:item="it"><p key={it}>{it}</p></template>'),
        found: ['html:2 {count} is no list but number']
    },
    maybeMissing: {
        files: planted('<template lwc:if={count}>\n<p>{row.name}</p></template>'),
        found: ['html:3 {row.name}: row may be undefined here; show this with lwc:if={row} only']
    },
    noHandler: {
        files: planted('<button onclick={count}>{count}</button><button onclick={handleNothing}>{count}</button>'),
        found: ['html:2 <button> onclick={count} is no method', 'html:2 {handleNothing}: there is no handleNothing in noHandler']
    },
    noSuchChild: { files: planted('<c-chld></c-chld>'), found: ['html:2 <c-chld> there is no such component in the package'] },
    noSuchBase: {
        files: planted('<lightning-buton></lightning-buton>\n<lightning-primitive-icon></lightning-primitive-icon>'),
        found: [
            'html:2 <lightning-buton> there is no such base component',
            'html:3 <lightning-primitive-icon> there is no such base component'
        ]
    },
    noSuchAttribute: {
        files: planted('<lightning-button lable={count}></lightning-button>\n<c-child rows={words} headline={recordId}></c-child>'),
        found: [
            'html:2 <lightning-button> has no public property lable (lable)',
            'html:3 <c-child> has no public property headline (headline)'
        ]
    },
    wrongType: {
        files: planted('<c-child rows={words} heading={count}></c-child>\n<c-child rows="3"></c-child>'),
        found: ['html:2 <c-child> heading takes string, and is given number', 'html:3 <c-child> rows takes string[], and is given "3"']
    },
    notGiven: { files: planted('<c-child></c-child>'), found: ['html:2 <c-child> needs rows'] },
    noSlot: {
        files: planted(
            '<c-child rows={words}><p>{count}</p><p slot="head">{count}</p></c-child>\n<lightning-card><p slot="foot">{count}</p></lightning-card>'
        ),
        found: [
            'html:2 <c-child> has no slot for what stands in it',
            'html:2 <c-child> has no slot head',
            'html:3 <lightning-card> has no slot foot'
        ]
    },
    noSuchEvent: {
        files: planted('<c-child rows={words} onchosen={handle}></c-child>'),
        found: ['html:2 <c-child> sends no event chosen']
    },
    literalText: {
        files: planted(
            '<p>Hello</p>\n<lightning-button label="Save"></lightning-button>\n<p aria-label="Sum" class="sum">{count} – 3 %</p>'
        ),
        found: ['Hello', 'Save', 'Sum'].map((text, at) => `html:${at + 2} "${text}" is written here; texts for people are custom labels`)
    },
    colours: {
        files: {
            ...planted('<p style="color: #f00">{count}</p>'),
            css: `.a { color: var(--slds-g-color-on-surfce-1, #747474); }
.b { color: var(--slds-g-color-on-surface-1); }
.c { box-shadow: 0 0 1px rgb(1 2 3); }
/* #ffffff */
.d { color: var(--lwc-colorTextLabel, red); }
.e { color: color-mix(in srgb, var(--slds-g-color-accent-1, #0176d3), #fff); }
`
        },
        found: [
            'css:1 --slds-g-color-on-surfce-1 is no styling hook of SLDS 2',
            'css:2 --slds-g-color-on-surface-1 has no value for themes without it',
            'css:3 rgb( is a colour that no theme can change: use a styling hook',
            'css:5 --lwc-colorTextLabel is no styling hook of SLDS 2',
            'css:6 #fff is a colour that no theme can change: use a styling hook',
            'html:2 #f00 is a colour that no theme can change: use a styling hook'
        ]
    },
    wiredWrong: {
        files: {
            ts: component(
                '@wire(save, { recordId: "$recrdId" as never }) wired: unknown;',
                'import { wire } from "lwc"; import save from "@salesforce/apex/Rows.save";'
            ),
            html: html('')
        },
        found: [
            'ts:11 @salesforce/apex/Rows.save is wired, and not @AuraEnabled(cacheable=true)',
            "ts:11 '$recrdId': there is no such member in wiredWrong"
        ]
    },
    noSuchModule: {
        files: {
            ts: component('all = [a, b];', 'import a from "lightning/primitiveIcon"; import { b } from "lodash";'),
            html: html('<p>{count}</p>')
        },
        found: ['ts:3 no org gives lightning/primitiveIcon to a package', 'ts:3 no org has a module lodash']
    },
    exposed: {
        files: {
            ...planted('<p>{count}</p>'),
            meta: `<description>A part of a page.</description><isExposed>true</isExposed><masterLabel>Exposed</masterLabel>
<targetConfigs><targetConfig targets="lightning__RecordPage,lightning__AppPage">
<property name="size" type="Integer" label="Size" description="How many." min="1" max="9" default="10" />
<property name="text" type="Text" label="Text" description="Which." max="9" />
<property name="tone" type="Color" label="Tone" />
<supportedFormFactors><supportedFormFactor type="Medium" /></supportedFormFactors>
</targetConfig></targetConfigs><targets><target>lightning__RecordPage</target>
<target>lightning__RecordPge</target></targets>`
        },
        found: [
            'xml:11 there is no target lightning__RecordPge',
            'xml:5 lightning__AppPage is none of its targets',
            'xml:9 there is no form factor Medium',
            'xml:6 size begins outside its limits',
            'xml:7 text is of no type that a page knows: Text',
            'xml:7 text has a limit, and is no Integer',
            'xml:8 tone has no description'
        ]
    },
    exposedNowhere: {
        files: { ...planted('<p>{count}</p>'), meta: '<isExposed>true</isExposed>' },
        found: ['xml:2 is exposed and has no target', 'xml:2 has no masterLabel', 'xml:2 has no description']
    },
    unbuilt: {
        files: { ts: component(), html: html('<p>{count}</p>'), js: '' },
        found: ['ts:1 has no JavaScript beside it: run npm run build:lwc']
    },
    notCompiling: {
        files: { ts: component('static { console.log(1); }'), html: html('<p>{count}</p>') },
        found: ['js:1 LWC1535: Unexpected plugin compilation error: Plugin - lwc, Hook - transform, Cause - SyntaxError: LWC1007:']
    },
    badTemplate: {
        files: planted('<p onclick="{handle}">{count}</p>'),
        found: ['html:2 LWC1034: Ambiguous attribute value onclick="{handle}".']
    }
};

const DECLARATIONS = `
declare module '@salesforce/apex/Rows.getRows' {
    import type { ApexMethod } from '@salesforce/apex';
    import type { Row } from 'c/rows';
    const getRows: ApexMethod<{ recordId: string }, Row[]>;
    export default getRows;
}
declare module '@salesforce/apex/Rows.getPart' {
    import type { ApexMethod } from '@salesforce/apex';
    const getPart: ApexMethod<Record<string, never>, { name: string }>;
    export default getPart;
}
declare module '@salesforce/apex/Rows.save' {
    import type { ApexMethod } from '@salesforce/apex';
    import type { Row } from 'c/rows';
    const save: ApexMethod<{ recordId: string; row: Row }, void>;
    export default save;
}
declare module '@salesforce/apex/Rows.getWrong' {
    import type { ApexMethod } from '@salesforce/apex';
    import type { Wrong } from 'c/rows';
    const getWrong: ApexMethod<{ id: string; size: string }, Wrong[]>;
    export default getWrong;
}
declare module '@salesforce/apex/Rows.getUnmarked' {
    import type { ApexMethod } from '@salesforce/apex';
    const getUnmarked: ApexMethod<Record<string, never>, void>;
    export default getUnmarked;
}
declare module '@salesforce/apex/Rows.getInner' {
    import type { ApexMethod } from '@salesforce/apex';
    import type { Row } from 'c/rows';
    const getInner: ApexMethod<{ parts: Row[] }, Record<string, Row>>;
    export default getInner;
}
declare module '@salesforce/apex/Rows.getUncalled' {
    import type { ApexMethod } from '@salesforce/apex';
    const getUncalled: ApexMethod<Record<string, never>, void>;
    export default getUncalled;
}
`;
const CALLS = component(
    'all = [getWrong, getUnmarked, getPart, getInner];',
    'import getWrong from "@salesforce/apex/Rows.getWrong"; import getPart from "@salesforce/apex/Rows.getPart"; import getUnmarked from "@salesforce/apex/Rows.getUnmarked"; import getInner from "@salesforce/apex/Rows.getInner";'
);
const ROW_CLASS = `public class Row {
    @AuraEnabled public Id id { get; set; }
    @AuraEnabled public String name { get; set; }
    @AuraEnabled public Decimal total { get; set; }
}
`;
const ROWS_CLASS = `public with sharing class Rows {
    public class Part {
        @AuraEnabled public Id id { get; set; }
        @AuraEnabled public String name { get; set; }
        @AuraEnabled public Decimal total { get; set; }
    }
    @AuraEnabled
    public static Map<String, Part> getInner(List<Part> parts) { return new Map<String, Part>(); }
    @AuraEnabled(cacheable=true)
    public static List<Row> getRows(Id recordId) { return new List<Row>(); }
    @AuraEnabled(cacheable=true)
    public static Row getPart() { return null; }
    @AuraEnabled
    public static void save(Id recordId, Row row) { }
    @AuraEnabled
    public static List<Row> getWrong(Id recordId, Integer size) { return new List<Row>(); }
    public static void getUnmarked() { }
    @AuraEnabled
    public static void getUncalled() { }
}
`;

let project: SmallProject;
let results: CheckResult[];
before(async () => {
    const bundles = Object.fromEntries(Object.entries(CASES).map(([name, { files }]) => [name, files]));
    project = new SmallProject({
        bundles: { ...bundles, calls: { ts: CALLS } },
        classes: { Row: ROW_CLASS, Rows: ROWS_CLASS },
        labels: ['Used', 'Unused'],
        declarations: DECLARATIONS
    });
    results = await checkComponents(project.root);
});
after(() => project.remove());

const found = (path: string): string[] =>
    results
        .flatMap(({ problems }) => problems)
        .filter(({ file }) => file.startsWith(path))
        .map(({ file, line, message }) => `${file.split('.').at(-1)}:${line} ${message}`);

for (const [name, { found: expected }] of Object.entries(CASES)) {
    test(`${name}: ${expected[0] ?? 'nothing'}`, () => {
        const actual = found(`force-app/lwc/${name}/`);
        assert.deepEqual(
            actual.map((text, at) => (text.startsWith(expected[at] ?? text) ? (expected[at] ?? text) : text)),
            expected
        );
    });
}

test('declarations of Apex methods that differ from Apex', () => {
    assert.deepEqual(
        found('types/apex.d.ts').map((text) => text.replace(/^ts:\d+ @salesforce\/apex\/Rows\./, '')),
        [
            'getWrong: Apex has no parameter id',
            'getWrong: the parameter recordId is missing here',
            'getWrong: size is string here and Integer in Apex',
            'getWrong: the answer[].id is number here and Id in Apex',
            'getWrong: the answer[].label: Row has no @AuraEnabled member of that name',
            'getWrong: the answer[].total is { cents?: number | undefined; } here and Decimal in Apex',
            'getWrong: the answer[]: Wrong leaves out name of Row',
            'getUnmarked: there is no such @AuraEnabled static method',
            'getInner: parts is of the inner class Rows.Part: the platform supports only classes that stand by themselves',
            'getInner: the answer is of the inner class Rows.Part: the platform supports only classes that stand by themselves',
            'getUncalled: no component calls this any more'
        ]
    );
});

test('a label that nothing shows', () => {
    assert.deepEqual(found('force-app/labels/'), ['xml:2 nothing shows the label Unused']);
});
