import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { ESLint } from 'eslint';
import { ROOT } from '../project';

const eslint = new ESLint({ cwd: ROOT });

/** Rules that a mistake breaks, in the form 'line rule'. */
async function broken(name: string, text: string): Promise<string[]> {
    const [result] = await eslint.lintText(text, { filePath: join(ROOT, 'force-app', 'main', 'pages', 'lwc', 'planted', name) });
    return result!.messages.map(({ line, ruleId, severity }) => `${line} ${ruleId} ${severity === 2 ? 'error' : 'warning'}`);
}

test('styles of components are hooks with a fallback, of their own classes', async () => {
    const css = `.a { color: var(--slds-g-color-on-surface-1, #747474); }
.b { color: #747474; }
.c { padding: var(--slds-g-spacing-2); }
.d { margin: 0 !important; }
.slds-card { margin: 0; }
.e { border: 1px solid var(--slds-g-color-border-1, #e5e5e5); }
`;
    assert.deepEqual(await broken('planted.css', css), [
        '2 @salesforce-ux/slds/no-hardcoded-values-slds2 error',
        '3 @salesforce-ux/slds/no-slds-var-without-fallback error',
        '4 css/no-important error',
        '5 @salesforce-ux/slds/no-slds-class-overrides error',
        '6 @salesforce-ux/slds/no-hardcoded-values-slds2 error'
    ]);
});

test('templates use the classes that SLDS 2 has', async () => {
    assert.deepEqual(await broken('planted.html', '<template>\n<p class="slds-button--neutral"></p>\n</template>'), [
        '2 @salesforce-ux/slds/enforce-bem-usage error'
    ]);
});
