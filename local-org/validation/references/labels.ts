import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Findings } from '../findings.ts';

/** `{!$Label.Name}` in Visualforce; sections of the platform's own labels stand before a second dot. */
const VISUALFORCE = /\$Label\.(\w+)(?!\w*\.)/g;
const AURA = /\$Label\.c\.(\w+)/g;

/** Labels that pages and Aura components show. Apex, formulas, flows and Lightning web components are looked at elsewhere. */
export function checkLabels(findings: Findings): void {
    const { metadata } = findings;
    for (const page of [...metadata.ofType('ApexPage'), ...metadata.ofType('ApexComponent')]) {
        if (page.body !== undefined && page.bodyFile !== undefined) checkText(findings, page.bodyFile, page.body, VISUALFORCE);
    }
    for (const bundle of metadata.ofType('AuraDefinitionBundle')) {
        const folder = bundle.bodyFile!;
        for (const name of readdirSync(join(metadata.root, folder)).filter((file) => /\.(cmp|app|js)$/.test(file))) {
            checkText(findings, `${folder}/${name}`, readFileSync(join(metadata.root, folder, name), 'utf8'), AURA);
        }
    }
}

function checkText(findings: Findings, file: string, text: string, pattern: RegExp): void {
    for (const match of text.matchAll(pattern)) {
        const name = match[1]!;
        if (name.includes('__') || findings.metadata.find('CustomLabel', name)) continue;
        findings.reportAt(file, text.slice(0, match.index).split('\n').length, `Field $Label.${name} does not exist. Check spelling.`);
    }
}
