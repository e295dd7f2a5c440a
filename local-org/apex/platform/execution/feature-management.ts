import { currentRuntime } from '../../../automation/runtime.ts';
import { definePlatformClass } from '../declare.ts';

definePlatformClass({
    name: 'System.FeatureManagement',
    statics: {
        'Boolean checkPermission(String apiName)': (name: string) => {
            const tx = currentRuntime();
            return tx.org.access(tx.user).hasCustomPermission(name);
        }
    }
});
