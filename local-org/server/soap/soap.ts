import { UnsupportedError } from '../../errors.ts';
import type { XmlElement } from '../../metadata/model.ts';
import type { OrgRuntime } from '../../org.ts';
import type { RunningUser } from '../../automation/transaction.ts';
import type { DeployOptions } from '../deploy/deployments.ts';
import { deployResult } from '../deploy/result.ts';
import type { HttpAnswer, HttpMessage } from '../protocol.ts';
import { BadValue } from '../../automation/record-from-json.ts';
import type { Services } from '../services.ts';
import { executeAnonymous } from '../tooling/anonymous.ts';
import { describeMetadata } from './describe-metadata.ts';
import { faultAnswer, readEnvelope, soapAnswer, SoapFault } from './envelope.ts';
import { listMetadata } from './list-metadata.ts';
import { userInfo } from './user-info.ts';

const NAMESPACES: Readonly<Record<string, string>> = {
    m: 'http://soap.sforce.com/2006/04/metadata',
    s: 'http://soap.sforce.com/2006/08/apex',
    u: 'urn:partner.soap.sforce.com'
};

interface SoapCall {
    readonly org: OrgRuntime;
    readonly services: Services;
    readonly user: RunningUser;
    readonly namespace: string;
    readonly operation: XmlElement;
}

type Operation = (call: SoapCall) => HttpAnswer;

/** API of the path (m: Metadata, s: Apex, u: Partner) and operation. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
    'm deploy': deploy,
    'm checkDeployStatus': checkDeployStatus,
    'm describeMetadata': (call) => soapAnswer(call.namespace, 'describeMetadata', describeMetadata()),
    'm listMetadata': (call) => soapAnswer(call.namespace, 'listMetadata', listMetadata(call.org, call.operation)),
    's executeAnonymous': anonymous,
    'u getUserInfo': (call) => soapAnswer(call.namespace, 'getUserInfo', userInfo(call.org.facts, call.user))
};

/** The calls that tools make over SOAP; without a user there is no session. */
export function handleSoap(org: OrgRuntime, services: Services, user: RunningUser | null, message: HttpMessage): HttpAnswer {
    try {
        const api = /^\/services\/Soap\/([msu])\/\d+\.0(\/|$)/.exec(message.path)?.[1];
        if (api === undefined) throw new SoapFault('UNKNOWN_EXCEPTION', `Nothing is at ${message.path}`);
        const { operation } = readEnvelope(message.body);
        if (!user) throw new SoapFault('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
        const run = OPERATIONS[`${api} ${operation.name}`];
        if (!run) throw new UnsupportedError(`the SOAP call ${operation.name}`);
        return run({ org, services, user, namespace: NAMESPACES[api]!, operation });
    } catch (error) {
        if (error instanceof SoapFault) return faultAnswer(error);
        if (error instanceof BadValue) return faultAnswer(new SoapFault(error.errorCode, error.message));
        if (error instanceof UnsupportedError) return faultAnswer(new SoapFault('NOT_SUPPORTED_LOCALLY', error.message));
        throw error;
    }
}

function anonymous({ org, user, namespace, operation }: SoapCall): HttpAnswer {
    // SOAP calls the parameter String; tools spell it apexcode.
    const source = operation.value('apexcode') ?? operation.value('String') ?? '';
    const { log, ...outcome } = executeAnonymous(org, user, source);
    return soapAnswer(namespace, 'executeAnonymous', outcome, { DebuggingInfo: { debugLog: log } });
}

function deploy({ org, services, user, namespace, operation }: SoapCall): HttpAnswer {
    const archive = Buffer.from(operation.value('ZipFile') ?? '', 'base64');
    const deployment = services.deployments.start(user, archive, optionsOf(operation.child('DeployOptions')));
    const { done, id, status } = deployResult(org, deployment, false);
    return soapAnswer(namespace, 'deploy', { done, id, state: status === 'Pending' ? 'Queued' : status });
}

function optionsOf(element: XmlElement | undefined): DeployOptions {
    if (!element) return {};
    const testLevel = element.value('testLevel');
    return {
        checkOnly: element.flag('checkOnly'),
        ignoreWarnings: element.flag('ignoreWarnings'),
        rollbackOnError: element.flag('rollbackOnError', true),
        runTests: element.all('runTests').map(({ text }) => text),
        ...(testLevel ? { testLevel } : {})
    };
}

function checkDeployStatus({ org, services, namespace, operation }: SoapCall): HttpAnswer {
    const deployment = services.deployments.find(operation.value('asyncProcessId') ?? '');
    return soapAnswer(namespace, 'checkDeployStatus', deployResult(org, deployment, operation.flag('includeDetails')));
}
