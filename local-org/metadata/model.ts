/** One element of a metadata file. Text is unescaped; `line` counts from 1. */
export interface XmlElement {
    readonly name: string;
    readonly line: number;
    readonly attributes: Readonly<Record<string, string>>;
    readonly text: string;
    readonly children: readonly XmlElement[];
    child(name: string): XmlElement | undefined;
    all(name: string): readonly XmlElement[];
    /** Text of the named child, undefined where there is none. */
    value(name: string): string | undefined;
    /** 'true' / 'false' of the named child. */
    flag(name: string, otherwise?: boolean): boolean;
}

/** One component of the project, as source format holds it. */
export interface Component {
    /** Metadata API type: 'CustomObject', 'CustomField', 'ApexClass', 'Flow', 'LightningComponentBundle' … */
    readonly type: string;
    /** 'Account', 'Account.Size__c', 'MyController' … */
    readonly fullName: string;
    /** Path of the metadata file, relative to the project. */
    readonly file: string;
    readonly xml: XmlElement;
    /** Apex source, page markup; undefined for types that are metadata alone. */
    readonly body: string | undefined;
    /** Path of the body, relative to the project; of a bundle, its folder. */
    readonly bodyFile: string | undefined;
}

/** Everything in the package directories of an sfdx project. Names are looked up without regard to case. */
export interface ProjectMetadata {
    readonly root: string;
    readonly components: readonly Component[];
    ofType(type: string): readonly Component[];
    find(type: string, fullName: string): Component | undefined;
}
