/** What the compiler thread is asked, and what it answers. */
export type BuildRequest =
    | { readonly kind: 'vendor'; readonly components: readonly string[]; readonly directory: string }
    | { readonly kind: 'icons'; readonly icons: readonly string[]; readonly directory: string }
    | { readonly kind: 'module'; readonly source: ModuleSource }
    | { readonly kind: 'pack'; readonly source: PackSource };

export interface ModuleSource {
    /** Absolute path of the file; the extension decides how it is compiled. */
    readonly file: string;
    readonly text: string;
    readonly namespace: string;
    /** Name of the bundle; undefined for a plain module that belongs to no component. */
    readonly bundle: string | undefined;
}

/** Compiled modules that are put together, so that a browser asks for few files. */
export interface PackSource {
    readonly modules: Readonly<Record<string, PackModule>>;
    /** Specifier by which the browser imports it → module. */
    readonly entries: Readonly<Record<string, string>>;
}

export interface PackModule {
    readonly code: string;
    /** Specifier as written → module of the pack. What is not named here, the browser looks up. */
    readonly imports: Readonly<Record<string, string>>;
    /** Modules with the same name here end up in one file. */
    readonly file?: string;
}

/** Files of ES modules, with what each imports: another of them by its name, or what the browser looks up. */
export interface ModuleFiles {
    readonly entries: Readonly<Record<string, string>>;
    readonly imports: Readonly<Record<string, readonly string[]>>;
}

export interface Pack extends ModuleFiles {
    readonly code: Readonly<Record<string, string>>;
}

export interface NamedPack extends Pack {
    /** Says what is in it: another content, another name. */
    readonly name: string;
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
