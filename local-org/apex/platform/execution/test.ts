import { updateSystemRow, readRowsBy } from '../../../automation/rows.ts';
import { currentRuntime, type TransactionRuntime } from '../../../automation/runtime.ts';
import type { TestContext } from '../../../automation/test-context.ts';
import { Limits } from '../../../limits/limits.ts';
import { apexException } from '../../runtime/exceptions.ts';
import type { ApexDatetime } from '../../runtime/values/datetime.ts';
import type { ApexTypeValue } from '../../runtime/values/type-value.ts';
import { definePlatformClass } from '../declare.ts';
import { testBroker } from './event-bus.ts';
import { loadTestData } from './load-data.ts';
import type { SObjectTypeToken } from './schema-tokens.ts';

function inTest(): { tx: TransactionRuntime; test: TestContext } {
    const tx = currentRuntime();
    if (!tx.test) throw apexException('System.TypeException', 'Testing methods are available in test methods only.');
    return { tx, test: tx.test };
}

/** The code under test gets limits of its own, and what was prepared no longer counts as uncommitted work. */
function startTest(): void {
    const { tx, test } = inTest();
    if (test.startTestCalled) throw apexException('System.FinalException', 'Testing already started');
    test.startTestCalled = true;
    test.outerLimits = tx.limits;
    tx.limits = new Limits(false);
    tx.scope.forgetWork();
}

/** Delivers the events, runs the asynchronous work, and brings back the limits of the preparation. */
function stopTest(): void {
    const { tx, test } = inTest();
    if (!test.startTestCalled) throw apexException('System.FinalException', 'Testing has not started');
    if (test.stopTestCalled) throw apexException('System.FinalException', 'Testing already stopped');
    test.stopTestCalled = true;
    test.deliverEvents();
    test.runJobs();
    tx.limits = test.outerLimits!;
    tx.scope.forgetWork();
}

definePlatformClass({
    name: 'System.Test',
    statics: {
        'Boolean isRunningTest()': () => currentRuntime().isTest,
        'void startTest()': startTest,
        'void stopTest()': stopTest,
        'void setMock(Type interfaceType, Object instance)': (type: ApexTypeValue, mock: object) => {
            inTest().test.mocks.set(
                type
                    .toString()
                    .toLowerCase()
                    .replace(/^system\./, ''),
                mock
            );
        },
        'EventBus.TestBroker getEventBus()': () => {
            inTest();
            return testBroker;
        },
        'void setCreatedDate(Id recordId, Datetime createdDatetime)': (id: string, created: ApexDatetime) => {
            const { tx } = inTest();
            const object = tx.org.schema.objectOfId(id);
            if (!object?.field('CreatedDate')) throw apexException('System.TypeException', `Invalid record id: ${id}`);
            tx.scope.begin();
            updateSystemRow(tx.org, object.name, id, { CreatedDate: created });
        },
        'List<SObject> loadData(Schema.SObjectType sObjectToken, String resourceName)': (
            token: SObjectTypeToken,
            resource: string | null
        ) => {
            inTest();
            return loadTestData(token.info, resource);
        },
        // Rights are worked out anew whenever they are asked for.
        'void calculatePermissionSetGroup(String psgId)': () => void inTest(),
        'void calculatePermissionSetGroup(List<String> psgIds)': () => void inTest(),
        'Id getStandardPricebookId()': () => readRowsBy(inTest().tx, 'Pricebook2', 'Name', ['Standard Price Book'])[0]?.id ?? null
    }
});
