/** Of several questions only the last one's answer counts: an earlier one may come after it, and who has gone hears none. */
export class Latest {
    private asked = 0;

    /** Begins a question. Gives what says whether its answer still counts. */
    ask(): () => boolean {
        const mine = ++this.asked;
        return () => mine === this.asked;
    }

    /** No answer that is under way counts any more. */
    forget(): void {
        this.asked++;
    }
}
