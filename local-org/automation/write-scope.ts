/** The part of the store that opens and closes database transactions. */
export interface TransactionalStore {
    readonly inTransaction: boolean;
    begin(): void;
    commit(): void;
    rollback(): void;
    savepoint(name: string): void;
    rollbackTo(name: string): void;
    release(name: string): void;
}

/**
 * How one transaction of the org stands in the database. It begins at its first write: until then another transaction
 * can run and commit while this one waits in a callout. Where a database transaction is open already (a test, or
 * somebody waiting with work done), it is a savepoint inside that one.
 */
export class WriteScope {
    private static names = 0;
    private readonly store: TransactionalStore;
    private state: 'none' | 'transaction' | 'savepoint' = 'none';
    private outer = '';
    private written = false;
    private openSavepoints = 0;

    constructor(store: TransactionalStore) {
        this.store = store;
    }

    /** Uncommitted changes, or a savepoint that could bring some back. */
    get hasWork(): boolean {
        return this.written || this.openSavepoints > 0;
    }

    markWork(): void {
        this.written = true;
    }

    /** Test.startTest: what the test prepared no longer keeps it from calling out. */
    forgetWork(): void {
        this.written = false;
        this.openSavepoints = 0;
    }

    begin(): void {
        if (this.state !== 'none') return;
        if (this.store.inTransaction) {
            this.outer = this.nextName();
            this.store.savepoint(this.outer);
            this.state = 'savepoint';
        } else {
            this.store.begin();
            this.state = 'transaction';
        }
    }

    savepoint(internal = false): string {
        this.begin();
        const name = this.nextName();
        this.store.savepoint(name);
        if (!internal) this.openSavepoints += 1;
        return name;
    }

    rollbackTo(name: string): void {
        this.store.rollbackTo(name);
    }

    release(name: string): void {
        this.store.release(name);
    }

    /** After a rollback: what was written before the savepoint is all there is. */
    restoreWork(written: boolean): void {
        this.written = written;
    }

    get hasWritten(): boolean {
        return this.written;
    }

    savepointsReleased(left: number): void {
        this.openSavepoints = left;
    }

    /** Before waiting in a callout: an open database transaction without changes would keep others from writing. */
    suspend(): void {
        if (this.state === 'transaction' && !this.hasWork) this.commit();
    }

    commit(): void {
        if (this.state === 'transaction') this.store.commit();
        else if (this.state === 'savepoint') this.store.release(this.outer);
        this.end();
    }

    rollback(): void {
        if (this.state === 'transaction') {
            this.store.rollback();
        } else if (this.state === 'savepoint') {
            this.store.rollbackTo(this.outer);
            this.store.release(this.outer);
        }
        this.end();
    }

    private end(): void {
        this.state = 'none';
        this.written = false;
        this.openSavepoints = 0;
    }

    private nextName(): string {
        return `s${(WriteScope.names += 1)}`;
    }
}
