import { type Problem, type SourceFile } from './project';

/** The local org runs any project: none of its files may know a name of this one. A name of one small word is anybody's. */
export function checkLocalOrgNames(packageFiles: readonly SourceFile[], localOrgFiles: readonly SourceFile[]): Problem[] {
    const names = packageFiles
        .map(
            (file) =>
                /\/objects\/(\w+__(?:c|e|mdt))\//.exec(file.path)?.[1] ??
                /\/([A-Z]\w{5,})\.(?:cls|trigger|flow-meta\.xml|permissionset-meta\.xml)$/.exec(file.path)?.[1] ??
                /\/lwc\/([a-z]+[A-Z]\w+)\//.exec(file.path)?.[1]
        )
        .filter((name) => name !== undefined);
    const pattern = new RegExp(`\\b(${[...new Set(names)].join('|')})\\b`);
    return localOrgFiles
        .filter((file) => /\.(ts|js|json|md|html|css)$/.test(file.name) && !file.path.includes('/facts/'))
        .flatMap((file) => {
            const found = pattern.exec(file.text);
            return found ? [{ file: file.path, message: `knows the project's name ${found[1]}` }] : [];
        });
}
