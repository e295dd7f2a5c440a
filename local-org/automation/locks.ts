/**
 * Row locks of the open transactions. SELECT … FOR UPDATE and DML take them; the end of the transaction and a callout
 * release them. Nobody waits: transactions of the local org run one inside the other, so a lock that another one
 * holds would never come free while this one runs.
 */
export class RowLocks {
    private readonly holders = new Map<string, object>();

    /** Takes all or nothing: the ids that another transaction holds, empty when all were taken. */
    take(holder: object, ids: readonly string[]): string[] {
        const taken = ids.filter((id) => {
            const other = this.holders.get(id);
            return other !== undefined && other !== holder;
        });
        if (taken.length === 0) for (const id of ids) this.holders.set(id, holder);
        return taken;
    }

    release(holder: object): void {
        for (const [id, other] of this.holders) if (other === holder) this.holders.delete(id);
    }
}
