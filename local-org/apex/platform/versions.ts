import { definePlatformClass } from './declare.ts';
import { strictMethods, strictStatics } from './strict.ts';

/** `System.Version` */
export class ApexVersion {
    readonly major: number;
    readonly minor: number;
    readonly patch: number | null;

    constructor(major: number, minor: number, patch: number | null = null) {
        this.major = major;
        this.minor = minor;
        this.patch = patch;
    }

    get valueKey(): string {
        return this.toString();
    }

    /** The patch counts only where both versions have one. */
    compareTo(other: ApexVersion): number {
        const patches = this.patch === null || other.patch === null ? 0 : this.patch - other.patch;
        return Math.sign(this.major - other.major || this.minor - other.minor || patches);
    }

    toString(): string {
        return [this.major, this.minor, ...(this.patch === null ? [] : [this.patch])].join('.');
    }
}

definePlatformClass({
    name: 'System.Version',
    jsClass: ApexVersion,
    constructors: strictStatics({
        '(Integer major, Integer minor)': (major: number, minor: number) => new ApexVersion(major, minor),
        '(Integer major, Integer minor, Integer patch)': (major: number, minor: number, patch: number) =>
            new ApexVersion(major, minor, patch)
    }),
    methods: strictMethods({
        'Integer compareTo(Version other)': (version: ApexVersion, other: ApexVersion) => version.compareTo(other),
        'Integer major()': (version: ApexVersion) => version.major,
        'Integer minor()': (version: ApexVersion) => version.minor,
        'Integer patch()': (version: ApexVersion) => version.patch
    })
});
