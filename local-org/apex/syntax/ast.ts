/**
 * The syntax tree of Apex source, as plain JSON so that it can be cached. Lines and columns count from 1.
 * Names keep the spelling of the source; nothing is resolved here.
 */
export interface Located {
    readonly line: number;
    readonly column: number;
}

/** `Map<Id, List<Account>>[]`, `Database.SaveResult`. */
export interface TypeNode extends Located {
    readonly parts: readonly { readonly name: string; readonly arguments: readonly TypeNode[] }[];
    /** Number of trailing `[]`. */
    readonly array: number;
}

export interface AnnotationNode extends Located {
    readonly name: string;
    readonly parameters: Readonly<Record<string, string>>;
}

export interface Modifiers {
    readonly annotations: readonly AnnotationNode[];
    /** In lower case: 'public', 'static', 'with sharing' … */
    readonly words: readonly string[];
}

export interface Parameter extends Located {
    readonly name: string;
    readonly type: TypeNode;
    readonly modifiers: Modifiers;
}

export type TypeDeclaration = ClassNode | InterfaceNode | EnumNode;

export interface ClassNode extends Located {
    readonly kind: 'class';
    readonly name: string;
    readonly modifiers: Modifiers;
    readonly extends: TypeNode | null;
    readonly implements: readonly TypeNode[];
    readonly members: readonly Member[];
}

export interface InterfaceNode extends Located {
    readonly kind: 'interface';
    readonly name: string;
    readonly modifiers: Modifiers;
    readonly extends: readonly TypeNode[];
    readonly methods: readonly MethodNode[];
}

export interface EnumNode extends Located {
    readonly kind: 'enum';
    readonly name: string;
    readonly modifiers: Modifiers;
    readonly values: readonly (Located & { readonly name: string })[];
}

export type Member = MethodNode | ConstructorNode | FieldNode | PropertyNode | InitialiserNode | TypeDeclaration;

export interface MethodNode extends Located {
    readonly kind: 'method';
    readonly name: string;
    readonly modifiers: Modifiers;
    /** Null for void. */
    readonly returns: TypeNode | null;
    readonly parameters: readonly Parameter[];
    readonly body: Block | null;
}

export interface ConstructorNode extends Located {
    readonly kind: 'constructor';
    readonly name: string;
    readonly modifiers: Modifiers;
    readonly parameters: readonly Parameter[];
    readonly body: Block;
}

export interface Declarator extends Located {
    readonly name: string;
    readonly value: Expression | null;
}

export interface FieldNode extends Located {
    readonly kind: 'field';
    readonly modifiers: Modifiers;
    readonly type: TypeNode;
    readonly declarators: readonly Declarator[];
}

export interface Accessor extends Located {
    readonly modifiers: Modifiers;
    /** Null for an automatic accessor. */
    readonly body: Block | null;
}

export interface PropertyNode extends Located {
    readonly kind: 'property';
    readonly name: string;
    readonly modifiers: Modifiers;
    readonly type: TypeNode;
    readonly getter: Accessor | null;
    readonly setter: Accessor | null;
}

export interface InitialiserNode extends Located {
    readonly kind: 'initialiser';
    readonly static: boolean;
    readonly body: Block;
}

export interface TriggerNode extends Located {
    readonly kind: 'trigger';
    readonly name: string;
    readonly object: string;
    readonly objectPosition: Located;
    /** 'before insert' … in the order of the source. */
    readonly events: readonly string[];
    readonly declarations: readonly Member[];
    readonly body: Block;
}

export interface AnonymousNode extends Located {
    readonly kind: 'anonymous';
    readonly declarations: readonly Member[];
    readonly body: Block;
}

export type Unit = TypeDeclaration | TriggerNode | AnonymousNode;

// Statements

export interface Block extends Located {
    readonly kind: 'block';
    readonly statements: readonly Statement[];
    /** Where the closing brace stands. */
    readonly end: Located;
}

export interface LocalVariables extends Located {
    readonly kind: 'local';
    readonly modifiers: Modifiers;
    readonly type: TypeNode;
    readonly declarators: readonly Declarator[];
}

export type AccessWord = 'user' | 'system' | null;

export interface WhenBranch extends Located {
    readonly when:
        | { readonly kind: 'else' }
        | { readonly kind: 'values'; readonly values: readonly Expression[] }
        | { readonly kind: 'type'; readonly type: TypeNode; readonly name: string };
    readonly body: Block;
}

export interface CatchClause extends Located {
    readonly type: TypeNode;
    readonly name: string;
    readonly namePosition: Located;
    readonly body: Block;
}

export type Statement =
    | Block
    | LocalVariables
    | (Located & { readonly kind: 'if'; readonly condition: Expression; readonly then: Statement; readonly otherwise: Statement | null })
    | (Located & { readonly kind: 'switch'; readonly on: Expression; readonly branches: readonly WhenBranch[] })
    | (Located & {
          readonly kind: 'for';
          readonly init: LocalVariables | readonly Expression[] | null;
          readonly condition: Expression | null;
          readonly update: readonly Expression[];
          readonly body: Statement | null;
      })
    | (Located & {
          readonly kind: 'forEach';
          readonly type: TypeNode;
          readonly name: string;
          readonly namePosition: Located;
          readonly over: Expression;
          readonly body: Statement | null;
      })
    | (Located & { readonly kind: 'while'; readonly condition: Expression; readonly body: Statement | null })
    | (Located & { readonly kind: 'doWhile'; readonly condition: Expression; readonly body: Block })
    | (Located & {
          readonly kind: 'try';
          readonly body: Block;
          readonly catches: readonly CatchClause[];
          readonly finally: Block | null;
      })
    | (Located & { readonly kind: 'return'; readonly value: Expression | null })
    | (Located & { readonly kind: 'throw'; readonly value: Expression })
    | (Located & { readonly kind: 'break' })
    | (Located & { readonly kind: 'continue' })
    | (Located & {
          readonly kind: 'dml';
          readonly operation: 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge';
          readonly access: AccessWord;
          readonly value: Expression;
          /** The second operand of a merge. */
          readonly other: Expression | null;
          /** `upsert rows Key__c`, `upsert rows Account.Fields.Key__c` */
          readonly externalId: readonly string[] | null;
      })
    | (Located & { readonly kind: 'runAs'; readonly arguments: readonly Expression[]; readonly body: Block })
    | (Located & { readonly kind: 'expression'; readonly value: Expression });

// Expressions

export type LiteralType = 'Integer' | 'Long' | 'Decimal' | 'Double' | 'String' | 'Boolean' | 'null';

export interface LiteralNode extends Located {
    readonly kind: 'literal';
    readonly type: LiteralType;
    /** Numbers as they were written, without suffix; strings unescaped. */
    readonly value: string;
}

export interface NameNode extends Located {
    readonly kind: 'name';
    readonly name: string;
}

export interface DotNode extends Located {
    readonly kind: 'dot';
    readonly target: Expression;
    readonly name: string;
    readonly namePosition: Located;
    /** `?.` */
    readonly safe: boolean;
}

export interface CallNode extends Located {
    readonly kind: 'call';
    readonly target: Expression | null;
    readonly name: string;
    readonly namePosition: Located;
    readonly safe: boolean;
    readonly arguments: readonly Expression[];
}

export interface NewNode extends Located {
    readonly kind: 'new';
    readonly type: TypeNode;
    readonly rest:
        | { readonly kind: 'arguments'; readonly arguments: readonly Expression[] }
        /** `new List<X>{…}`, `new Set<X>{…}`, `new X[]{…}` */
        | { readonly kind: 'items'; readonly items: readonly Expression[] }
        | { readonly kind: 'pairs'; readonly pairs: readonly (readonly [Expression, Expression])[] }
        /** `new X[5]` */
        | { readonly kind: 'size'; readonly size: Expression };
}

export interface SoqlNode extends Located {
    readonly kind: 'soql';
    /** What stands between the brackets, and where that begins. */
    readonly text: string;
    readonly textPosition: Located;
    readonly binds: readonly Expression[];
}

export type BinaryOperator =
    | '*'
    | '/'
    | '+'
    | '-'
    | '<<'
    | '>>'
    | '>>>'
    | '<'
    | '<='
    | '>'
    | '>='
    | '=='
    | '!='
    | '==='
    | '!=='
    | '&'
    | '^'
    | '|'
    | '&&'
    | '||'
    | '??';

export interface BinaryNode extends Located {
    readonly kind: 'binary';
    readonly operator: BinaryOperator;
    readonly left: Expression;
    readonly right: Expression;
    readonly operatorPosition: Located;
}

export interface AssignNode extends Located {
    readonly kind: 'assign';
    /** '=' or the operator of a compound assignment, without its '='. */
    readonly operator: '=' | '+' | '-' | '*' | '/' | '&' | '|' | '^' | '<<' | '>>' | '>>>';
    readonly target: Expression;
    readonly value: Expression;
    readonly operatorPosition: Located;
}

export type Expression =
    | LiteralNode
    | NameNode
    | DotNode
    | CallNode
    | NewNode
    | SoqlNode
    | BinaryNode
    | AssignNode
    | (Located & { readonly kind: 'this' })
    | (Located & { readonly kind: 'super' })
    | (Located & { readonly kind: 'constructorCall'; readonly which: 'this' | 'super'; readonly arguments: readonly Expression[] })
    | (Located & { readonly kind: 'index'; readonly target: Expression; readonly index: Expression })
    | (Located & { readonly kind: 'cast'; readonly type: TypeNode; readonly value: Expression })
    | (Located & { readonly kind: 'instanceof'; readonly value: Expression; readonly type: TypeNode })
    | (Located & { readonly kind: 'unary'; readonly operator: '+' | '-' | '!' | '~'; readonly value: Expression })
    | (Located & {
          readonly kind: 'step';
          readonly operator: '++' | '--';
          readonly prefix: boolean;
          readonly value: Expression;
          readonly operatorPosition: Located;
      })
    | (Located & {
          readonly kind: 'ternary';
          readonly condition: Expression;
          readonly then: Expression;
          readonly otherwise: Expression;
      })
    /** `X.class`; null for `void.class`. */
    | (Located & { readonly kind: 'classLiteral'; readonly type: TypeNode | null })
    | (Located & { readonly kind: 'sosl'; readonly text: string });
