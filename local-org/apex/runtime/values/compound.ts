import { ApexDecimal } from './decimal.ts';
import { ApexDouble } from './double.ts';

/** Values that a compound field is made of, by the end of their names in lower case: 'city', 'latitude' … */
export type Parts = ReadonlyMap<string, unknown>;

/** `System.Location` */
export class ApexLocation {
    readonly latitude: ApexDouble | null;
    readonly longitude: ApexDouble | null;

    constructor(latitude: unknown, longitude: unknown) {
        this.latitude = degrees(latitude);
        this.longitude = degrees(longitude);
    }

    jsonFields(): [string, unknown][] {
        return [
            ['latitude', this.latitude],
            ['longitude', this.longitude]
        ];
    }

    toString(): string {
        return `System.Location[latitude=${this.latitude}, longitude=${this.longitude}]`;
    }
}

/** `System.Address`: what a query of a compound address field gives. */
export class ApexAddress extends ApexLocation {
    readonly parts: Parts;

    constructor(parts: Parts) {
        super(parts.get('latitude'), parts.get('longitude'));
        this.parts = parts;
    }

    text(part: string): string | null {
        return (this.parts.get(part) as string | null | undefined) ?? null;
    }

    /** In the order of the REST API. */
    override jsonFields(): [string, unknown][] {
        const names = ['city', 'country', 'geocodeAccuracy', 'latitude', 'longitude', 'postalCode', 'state', 'street'];
        return names.map((name) => [name, this.parts.get(name.toLowerCase()) ?? null]);
    }

    override toString(): string {
        return 'System.Address[]';
    }
}

function degrees(value: unknown): ApexDouble | null {
    if (value instanceof ApexDouble) return value;
    return value instanceof ApexDecimal ? new ApexDouble(value.toNumber()) : null;
}
