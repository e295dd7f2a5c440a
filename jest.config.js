const { readdirSync } = require('node:fs');
const { join } = require('node:path');
const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');

/** sfdx-lwc-jest looks for components in one folder; ours stand in a folder for each feature. */
const features = join(__dirname, 'force-app', 'main');
const folders = readdirSync(features).map((feature) => `<rootDir>/force-app/main/${feature}/lwc/$1/$1`);

module.exports = {
    ...jestConfig,
    setupFilesAfterEnv: [...(jestConfig.setupFilesAfterEnv ?? []), '<rootDir>/types/jest.setup.js'],
    // jsdom cannot read container queries, and no test looks at styles.
    moduleNameMapper: {
        ...jestConfig.moduleNameMapper,
        '\\.css$': '<rootDir>/types/jest.style.js',
        '^lightning/modal$': '<rootDir>/types/jest.modal.js',
        '^c/(.+)$': folders
    },
    testRegex: '/lwc/.*/__tests__/.*\\.test\\.ts$',
    modulePathIgnorePatterns: ['<rootDir>/local-org', '<rootDir>/scripts', '<rootDir>/e2e', '<rootDir>/.local-org']
};
