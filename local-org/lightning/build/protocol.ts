/** What the compiler thread is asked, and what it answers. */
export type BuildRequest =
    | { readonly kind: 'vendor'; readonly components: readonly string[]; readonly directory: string }
    | { readonly kind: 'icons'; readonly icons: readonly string[]; readonly directory: string }
    | { readonly kind: 'module'; readonly source: ModuleSource };

export interface ModuleSource {
    /** Absolute path of the file; the extension decides how it is compiled. */
    readonly file: string;
    readonly text: string;
    readonly namespace: string;
    /** Name of the bundle; undefined for a plain module that belongs to no component. */
    readonly bundle: string | undefined;
}

export interface CompiledModule {
    readonly code: string;
    /** Specifiers of what it imports, as written. */
    readonly imports: readonly ModuleImport[];
}

export interface ModuleImport {
    readonly specifier: string;
    /** Counts from 1, in the source. 0 where the compiler added the import. */
    readonly line: number;
}

export type BuildAnswer = { readonly id: number } & (
    { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string }
);
