import { definePlatformClass } from '../declare.ts';
import { userLocale } from '../../runtime/values/zone.ts';

/** Compares texts by the running user's language. Nulls come first. */
export class ApexCollator {
    private readonly collator = new Intl.Collator(userLocale());

    compare(left: string | null, right: string | null): number {
        if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
        return this.collator.compare(left, right);
    }
}

definePlatformClass({
    name: 'System.Collator',
    implements: ['Comparator<String>'],
    jsClass: ApexCollator,
    statics: { 'Collator getInstance()': () => new ApexCollator() },
    methods: { 'Integer compare(String source, String target)': (collator: ApexCollator, left, right) => collator.compare(left, right) }
});
