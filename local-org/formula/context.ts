/** What a formula reads while it is evaluated. Values are run-time values of Apex, as in `apex/types.ts`. */
export interface FormulaContext {
    /** Field of the record at hand, through parents where the path has several parts; null where a parent is empty. */
    field(path: readonly string[]): unknown;
    /** The same field before the save; undefined where there is no record before, as on insert. */
    prior?: ((path: readonly string[]) => unknown) | undefined;
    readonly isNew: boolean;
    readonly isClone?: boolean;
    /** Milliseconds since 1970, by the org's clock. */
    readonly now: number;
    /** Of the running user, such as 'Europe/Berlin'. */
    readonly timeZone: string;
    /** Value of `$User.Name` (`['$User', 'Name']`), `$Setup.…`, `$Label.…` and the like. */
    global(path: readonly string[]): unknown;
    /** Value of a flow resource. */
    resource?: ((name: string) => unknown) | undefined;
}
