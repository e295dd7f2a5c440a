import { ApexAddress, ApexLocation } from '../runtime/values/compound.ts';
import { definePlatformClass, type Behaviour } from './declare.ts';
import { strictStatics } from './strict.ts';

definePlatformClass({
    name: 'System.Location',
    jsClass: ApexLocation,
    statics: strictStatics({
        'Location newInstance(Decimal latitude, Decimal longitude)': (latitude: unknown, longitude: unknown) =>
            new ApexLocation(latitude, longitude)
    }),
    methods: {
        'Double getLatitude()': (place: ApexLocation) => place.latitude,
        'Double getLongitude()': (place: ApexLocation) => place.longitude
    },
    properties: {
        'Double latitude { get; }': { get: (place: ApexLocation) => place.latitude },
        'Double longitude { get; }': { get: (place: ApexLocation) => place.longitude }
    }
});

const TEXTS = ['Street', 'City', 'State', 'StateCode', 'PostalCode', 'Country', 'CountryCode', 'GeocodeAccuracy'];

const methods: Record<string, Behaviour> = {
    'Double getLatitude()': (address: ApexAddress) => address.latitude,
    'Double getLongitude()': (address: ApexAddress) => address.longitude
};
const properties: Record<string, { get: (address: ApexAddress) => string | null }> = {};
for (const name of TEXTS) {
    const get = (address: ApexAddress): string | null => address.text(name.toLowerCase());
    methods[`String get${name}()`] = get;
    properties[`String ${name[0]!.toLowerCase()}${name.slice(1)} { get; }`] = { get };
}

definePlatformClass({ name: 'System.Address', jsClass: ApexAddress, methods, properties });
