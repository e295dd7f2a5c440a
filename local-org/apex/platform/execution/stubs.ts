import { currentRuntime } from '../../../automation/runtime.ts';
import type { ApexMethod } from '../../program.ts';
import { apexException } from '../../runtime/exceptions.ts';
import type { UserClass } from '../../runtime/linkage.ts';
import { ApexList } from '../../runtime/values/list.ts';
import { ApexTypeValue } from '../../runtime/values/type-value.ts';
import { invokeUserMethod, markStub, userObjects } from '../../runtime/values/user-objects.ts';
import { OBJECT, classType, primitive } from '../../types.ts';
import { interfaceMethod } from '../collections/interfaces.ts';
import { definePlatformClass } from '../declare.ts';

const TYPE = classType('System.Type');

/** An instance of a class or interface of the project whose every method asks the provider. Private and static methods are what they are. */
function createStub(type: ApexTypeValue, provider: object | null): object {
    if (provider === null) throw apexException('System.NullPointerException', 'Argument 2 cannot be null');
    const declaration =
        type.type.kind === 'class' ? (currentRuntime().org.program.findClass(type.type.name) as UserClass | undefined) : undefined;
    if (!declaration || declaration.kind === 'enum')
        throw apexException('System.TypeException', `Cannot create a stub of ${type.toString()}`);
    const stub = userObjects().allocate(declaration.name);
    markStub(stub);
    for (const name of [declaration.name, ...declaration.above]) {
        const above = currentRuntime().org.program.findClass(name) as UserClass | undefined;
        above?.compiled.methods.forEach((method, index) => {
            if (method.static || method.visibility === 'private' || Object.hasOwn(stub, method.key)) return;
            const answer = (...values: unknown[]): unknown => ask(provider, stub, above.methods[index]!, values);
            Object.defineProperty(stub, method.key, { value: answer });
        });
    }
    return stub;
}

function ask(provider: object, stub: object, method: ApexMethod, values: readonly unknown[]): unknown {
    const { parameters, returns, name } = method;
    const types = new ApexList(
        TYPE,
        parameters.map(({ type }) => new ApexTypeValue(type))
    );
    const names = new ApexList(
        primitive('String'),
        parameters.map((parameter) => parameter.name)
    );
    return invokeUserMethod(provider, 'handleMethodCall', [
        stub,
        name,
        new ApexTypeValue(returns),
        types,
        names,
        new ApexList(OBJECT, [...values])
    ]);
}

definePlatformClass({
    name: 'System.StubProvider',
    kind: 'interface',
    methods: {
        'Object handleMethodCall(Object stubbedObject, String stubbedMethodName, Type returnType, List<Type> listOfParamTypes, List<String> listOfParamNames, List<Object> listOfArgs)':
            interfaceMethod('handleMethodCall')
    }
});

definePlatformClass({
    name: 'System.Test',
    statics: { 'Object createStub(Type parentType, StubProvider stubProvider)': createStub }
});
