import { currentRuntime } from '../../../automation/runtime.ts';
import { UnsupportedError } from '../../../errors.ts';
import { apexException } from '../../runtime/exceptions.ts';
import { definePlatformClass } from '../declare.ts';

/**
 * Connect in Apex needs Chatter, which the local org does not have. Tests that do not see the org's data may not use it
 * anyway, and some code finds out by that what kind of test it runs in.
 */
function connect(name: string): never {
    const { test } = currentRuntime();
    if (test && !test.seesAllData)
        throw apexException(
            'System.UnsupportedOperationException',
            'ConnectApi methods are not supported in data siloed tests. Please use @IsTest(SeeAllData=true).'
        );
    throw new UnsupportedError(`ConnectApi.${name}`);
}

definePlatformClass({ name: 'ConnectApi.FollowingPage' });
definePlatformClass({
    name: 'ConnectApi.ChatterUsers',
    statics: {
        'ConnectApi.FollowingPage getFollowings(String communityId, String userId)': () => connect('ChatterUsers.getFollowings')
    }
});
