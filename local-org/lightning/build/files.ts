/** Name of the file in the folder of base components that says what each of the others imports. */
export const FILES = 'files.json';
