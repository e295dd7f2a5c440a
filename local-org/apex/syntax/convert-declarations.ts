import { ClassDeclarationContext, EnumDeclarationContext } from '@apexdevtools/apex-parser';
import type {
    AnnotationContext,
    AnonymousUnitContext,
    ClassBodyDeclarationContext,
    CompilationUnitContext,
    FieldDeclarationContext,
    FormalParametersContext,
    InterfaceDeclarationContext,
    MemberDeclarationContext,
    MethodDeclarationContext,
    ModifierContext,
    PropertyDeclarationContext,
    TriggerUnitContext,
    VariableDeclaratorsContext
} from '@apexdevtools/apex-parser';
import type {
    Accessor,
    AnnotationNode,
    AnonymousNode,
    Declarator,
    FieldNode,
    LocalVariables,
    Member,
    MethodNode,
    Modifiers,
    Parameter,
    PropertyNode,
    Statement,
    TriggerNode,
    TypeDeclaration
} from './ast.ts';
import { declaredName } from './names.ts';
import { at, convertExpression, convertLiteral, convertType, convertTypes } from './convert-expressions.ts';
import { convertBlock, convertStatement, endOf } from './convert-statements.ts';

export function convertModifiers(contexts: readonly ModifierContext[]): Modifiers {
    const annotations: AnnotationNode[] = [];
    const words: string[] = [];
    for (const context of contexts) {
        const annotation = context.annotation();
        if (annotation) annotations.push(convertAnnotation(annotation));
        else words.push((context.children ?? []).map((child) => child.getText().toLowerCase()).join(' '));
    }
    return { annotations, words };
}

function convertAnnotation(context: AnnotationContext): AnnotationNode {
    const parameters: Record<string, string> = {};
    const lone = context.elementValue();
    if (lone) parameters['value'] = convertLiteral(lone.literal()).value;
    for (const pair of context.elementValuePairs()?.elementValuePair_list() ?? [])
        parameters[pair.id().getText().toLowerCase()] = convertLiteral(pair.elementValue().literal()).value;
    return { ...at(context), name: context.id().getText(), parameters };
}

export function convertDeclarators(context: VariableDeclaratorsContext): Declarator[] {
    return context.variableDeclarator_list().map((declarator) => {
        const value = declarator.expression();
        return { ...at(declarator), name: declaredName(declarator.id()), value: value ? convertExpression(value) : null };
    });
}

function convertParameters(context: FormalParametersContext): Parameter[] {
    const list = context.formalParameterList()?.formalParameter_list() ?? [];
    return list.map((parameter) => ({
        ...at(parameter.id()),
        name: declaredName(parameter.id()),
        type: convertType(parameter.typeRef()),
        modifiers: convertModifiers(parameter.modifier_list())
    }));
}

function convertMethod(context: MethodDeclarationContext, modifiers: Modifiers): MethodNode {
    const returns = context.typeRef();
    const body = context.block();
    return {
        kind: 'method',
        ...at(context.id()),
        name: declaredName(context.id()),
        modifiers,
        returns: returns ? convertType(returns) : null,
        parameters: convertParameters(context.formalParameters()),
        body: body ? convertBlock(body) : null
    };
}

function convertField(context: FieldDeclarationContext, modifiers: Modifiers): FieldNode {
    return {
        kind: 'field',
        ...at(context),
        modifiers,
        type: convertType(context.typeRef()),
        declarators: convertDeclarators(context.variableDeclarators())
    };
}

function convertProperty(context: PropertyDeclarationContext, modifiers: Modifiers): PropertyNode {
    let getter: Accessor | null = null;
    let setter: Accessor | null = null;
    for (const part of context.propertyBlock_list()) {
        const accessor = part.getter() ?? part.setter();
        const body = accessor.block();
        const node = { ...at(accessor), modifiers: convertModifiers(part.modifier_list()), body: body ? convertBlock(body) : null };
        if (part.getter()) getter = node;
        else setter = node;
    }
    const name = context.id();
    return { kind: 'property', ...at(name), name: declaredName(name), modifiers, type: convertType(context.typeRef()), getter, setter };
}

function convertClass(context: ClassDeclarationContext, modifiers: Modifiers): TypeDeclaration {
    const parent = context.typeRef();
    const interfaces = context.typeList();
    return {
        kind: 'class',
        ...at(context.id()),
        name: declaredName(context.id()),
        modifiers,
        extends: parent ? convertType(parent) : null,
        implements: interfaces ? convertTypes(interfaces) : [],
        members: context
            .classBody()
            .classBodyDeclaration_list()
            .flatMap((declaration) => convertBodyDeclaration(declaration))
    };
}

function convertBodyDeclaration(context: ClassBodyDeclarationContext): Member[] {
    const block = context.block();
    if (block) return [{ kind: 'initialiser', ...at(context), static: Boolean(context.STATIC()), body: convertBlock(block) }];
    const member = context.memberDeclaration();
    return member ? [convertMember(member, convertModifiers(context.modifier_list()))] : [];
}

/** Triggers and anonymous blocks have member rules of their own, which hold a part of what a class may hold. */
type MemberContext = Pick<
    MemberDeclarationContext,
    'classDeclaration' | 'enumDeclaration' | 'fieldDeclaration' | 'interfaceDeclaration' | 'methodDeclaration' | 'propertyDeclaration'
> &
    Partial<Pick<MemberDeclarationContext, 'constructorDeclaration'>>;

function convertMember(context: MemberContext, modifiers: Modifiers): Member {
    const method = context.methodDeclaration();
    if (method) return convertMethod(method, modifiers);
    const field = context.fieldDeclaration();
    if (field) return convertField(field, modifiers);
    const property = context.propertyDeclaration();
    if (property) return convertProperty(property, modifiers);
    const made = context.constructorDeclaration?.();
    if (made) {
        return {
            kind: 'constructor',
            ...at(made.qualifiedName()),
            name: made.qualifiedName().getText(),
            modifiers,
            parameters: convertParameters(made.formalParameters()),
            body: convertBlock(made.block())
        };
    }
    return convertTypeDeclaration(context.classDeclaration() ?? context.interfaceDeclaration() ?? context.enumDeclaration(), modifiers);
}

function convertTypeDeclaration(
    context: ClassDeclarationContext | InterfaceDeclarationContext | EnumDeclarationContext,
    modifiers: Modifiers
): TypeDeclaration {
    if (context instanceof ClassDeclarationContext) return convertClass(context, modifiers);
    const head = { ...at(context.id()), name: declaredName(context.id()), modifiers };
    if (context instanceof EnumDeclarationContext) {
        const values = context.enumConstants()?.id_list() ?? [];
        return { kind: 'enum', ...head, values: values.map((value) => ({ ...at(value), name: declaredName(value) })) };
    }
    const parents = context.typeList();
    return {
        kind: 'interface',
        ...head,
        extends: parents ? convertTypes(parents) : [],
        methods: context
            .interfaceBody()
            .interfaceMethodDeclaration_list()
            .map((method) => ({
                kind: 'method',
                ...at(method.id()),
                name: declaredName(method.id()),
                modifiers: convertModifiers(method.modifier_list()),
                returns: method.typeRef() ? convertType(method.typeRef()) : null,
                parameters: convertParameters(method.formalParameters()),
                body: null
            }))
    };
}

export function convertCompilationUnit(context: CompilationUnitContext): TypeDeclaration {
    const declaration = context.typeDeclaration();
    const modifiers = convertModifiers(declaration.modifier_list());
    return convertTypeDeclaration(
        declaration.classDeclaration() ?? declaration.interfaceDeclaration() ?? declaration.enumDeclaration(),
        modifiers
    );
}

/** Members and statements as a trigger or an anonymous block mixes them: its variables are local ones. */
function splitBody(
    parts: readonly { declaration: MemberContext | null; modifiers: readonly ModifierContext[]; statement: () => Statement }[]
): { declarations: Member[]; statements: Statement[] } {
    const declarations: Member[] = [];
    const statements: Statement[] = [];
    for (const part of parts) {
        if (!part.declaration) {
            statements.push(part.statement());
            continue;
        }
        const member = convertMember(part.declaration, convertModifiers(part.modifiers));
        if (member.kind === 'field') statements.push({ ...member, kind: 'local' } satisfies LocalVariables);
        else declarations.push(member);
    }
    return { declarations, statements };
}

export function convertTrigger(context: TriggerUnitContext): TriggerNode {
    const block = context.triggerBlock();
    const { declarations, statements } = splitBody(
        block.triggerBlockMember_list().map((part) => ({
            declaration: part.triggerMemberDeclaration(),
            modifiers: part.modifier_list(),
            statement: () => convertStatement(part.statement())
        }))
    );
    return {
        kind: 'trigger',
        ...at(context.id(0)),
        name: context.id(0).getText(),
        object: context.id(1).getText(),
        objectPosition: at(context.id(1)),
        events: context.triggerCase_list().map((event) => (event.children ?? []).map((word) => word.getText().toLowerCase()).join(' ')),
        declarations,
        body: { kind: 'block', ...at(block), statements, end: endOf(block) }
    };
}

export function convertAnonymous(context: AnonymousUnitContext): AnonymousNode {
    const block = context.anonymousBlock();
    const { declarations, statements } = splitBody(
        block.anonymousBlockMember_list().map((part) => ({
            declaration: part.anonymousMemberDeclaration(),
            modifiers: part.modifier_list(),
            statement: () => convertStatement(part.statement())
        }))
    );
    const end = { line: context.EOF().symbol.line, column: context.EOF().symbol.column + 1 };
    return { kind: 'anonymous', ...at(context), declarations, body: { kind: 'block', ...at(context), statements, end } };
}
