const js = require('@eslint/js');
const lwc = require('@salesforce/eslint-config-lwc');
const lwcPlatform = require('@lwc/eslint-plugin-lwc-platform');
const slds = require('@salesforce-ux/eslint-plugin-slds');
const tseslint = require('typescript-eslint');

const COMPONENTS = ['force-app/**/*.ts'];
const STYLES = ['force-app/**/lwc/**/*.css'];
const TEMPLATES = ['force-app/**/lwc/**/*.html'];
const [sldsStyles, sldsTemplates] = slds.configs['flat/recommended'];
const NODE = ['local-org/**/*.ts', 'scripts/**/*.ts', 'e2e/**/*.ts'];
const only = (files) => (config) => ({ ...config, files });
const asErrors = (rules) => Object.fromEntries(Object.keys(rules).map((name) => [name, 'error']));

module.exports = [
    {
        ignores: ['node_modules/**', '.local-org/**', '.cache/**', 'coverage/**', 'force-app/**/*.js']
    },
    ...lwc.configs.recommendedTs.map(only(COMPONENTS)),
    ...lwcPlatform.configs.recommended.map(only(COMPONENTS)),
    ...tseslint.configs.strictTypeChecked.map(only(COMPONENTS)),
    {
        files: COMPONENTS,
        languageOptions: {
            parser: tseslint.parser,
            parserOptions: { project: './tsconfig.lwc.json', tsconfigRootDir: __dirname }
        },
        rules: {
            'no-unused-vars': 'off',
            'no-undef': 'off',
            'no-shadow': 'off',
            'no-use-before-define': 'off',
            'import/named': 'off',
            '@lwc/lwc/newer-version-available': 'off',
            // Offline use only, and 6.3.0 fails where it is on without options.
            '@lwc/lwc-platform/valid-offline-wire': 'off',
            '@typescript-eslint/class-literal-property-style': 'off',
            '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }]
        }
    },
    {
        // The one place where something may wait; whoever starts it gets the way to stop it.
        files: ['force-app/main/pages/frame/lwc/timers/timers.ts'],
        rules: { '@lwc/lwc/no-async-operation': 'off' }
    },
    {
        files: ['force-app/**/__tests__/**/*.ts'],
        rules: {
            '@lwc/lwc/no-unexpected-wire-adapter-usages': 'off',
            '@typescript-eslint/no-unsafe-assignment': 'off',
            '@typescript-eslint/no-unsafe-call': 'off',
            '@typescript-eslint/no-unnecessary-type-parameters': 'off',
            '@typescript-eslint/unbound-method': 'off'
        }
    },
    {
        ...only(STYLES)(sldsStyles),
        languageOptions: { tolerant: false },
        rules: {
            ...asErrors(sldsStyles.rules),
            'css/no-duplicate-imports': 'error',
            'css/no-empty-blocks': 'error',
            'css/no-important': 'error',
            'css/no-invalid-at-rules': 'error'
        }
    },
    { ...only(TEMPLATES)(sldsTemplates), rules: asErrors(sldsTemplates.rules) },
    ...[js.configs.recommended, ...tseslint.configs.recommended].map(only(NODE)),
    {
        files: NODE,
        languageOptions: { parser: tseslint.parser },
        rules: {
            'no-undef': 'off',
            eqeqeq: ['error', 'always'],
            'prefer-const': 'error',
            'no-console': 'off',
            '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
            '@typescript-eslint/no-non-null-assertion': 'off',
            '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }]
        }
    },
    { files: ['scripts/**/*.ts', 'e2e/**/*.ts'], rules: { '@typescript-eslint/no-require-imports': 'off' } }
];
