const { readdirSync } = require('node:fs');
const { join, relative, sep } = require('node:path');
const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');

/** sfdx-lwc-jest looks for components in one folder; ours stand in folders by what they are for. */
const features = readdirSync(join(__dirname, 'force-app', 'main'), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isDirectory() && entry.name === 'lwc')
    .map((entry) => relative(__dirname, join(entry.parentPath, entry.name)).split(sep).join('/'));

module.exports = {
    ...jestConfig,
    setupFilesAfterEnv: [...(jestConfig.setupFilesAfterEnv ?? []), '<rootDir>/types/jest.setup.js'],
    // jsdom cannot read container queries, and no test looks at styles.
    moduleNameMapper: {
        ...jestConfig.moduleNameMapper,
        '\\.css$': '<rootDir>/types/jest.style.js',
        '^lightning/modal$': '<rootDir>/types/jest.modal.js',
        '^c/(.+)$': features.map((folder) => `<rootDir>/${folder}/$1/$1`)
    },
    // Looking for what axe knows takes several seconds on a slow machine.
    testTimeout: 60_000,
    testRegex: '/lwc/.*/__tests__/.*\\.test\\.ts$',
    // What axe looks through takes a slow machine longer than the five seconds that jest gives.
    testTimeout: 60_000,
    modulePathIgnorePatterns: ['<rootDir>/local-org', '<rootDir>/scripts', '<rootDir>/e2e', '<rootDir>/.local-org']
};
