/** What the server sends to the pages. */
export interface Context {
    /** Number of the last change in the org before the page began. */
    change: number;
    organization: { name: string; isSandbox: boolean; currency: string };
    app: { label: string; description: string; headerColor?: string };
    tabs: { name: string; object?: string; page?: string; label: string; url: string; icon?: string }[];
    user: User;
    users: User[];
}

export interface User {
    id: string;
    username: string;
    name: string;
    locale: string;
    language: string;
    timeZone: string;
}

export interface ObjectFacts {
    name: string;
    label: string;
    labelPlural: string;
    keyPrefix: string;
    icon: string;
}

export interface Cell {
    field: string;
    label: string;
    type: string;
    value: unknown;
    text?: string;
    linkTo?: { object: string; recordId: string };
    scale?: number;
    help?: string;
    isName?: boolean;
}

export interface RecordView {
    recordId: string;
    object: ObjectFacts;
    name: string;
    highlights: Cell[];
    sections: { label: string; columns: Cell[][] }[];
}

export interface Sorting {
    path: string;
    descending: boolean;
}

export interface Table {
    object: ObjectFacts;
    total: number;
    /** Whether the server shows more of them when asked. */
    more: boolean;
    sorted?: Sorting;
    columns: { path: string; label: string; type: string; sortable: boolean }[];
    rows: { recordId: string; cells: Cell[] }[];
}

export interface RelatedList extends Table {
    label: string;
}

export interface ListView extends Table {
    views: { name: string; label: string }[];
    view: string;
    unsupported: string[];
}

export interface PageNode {
    component: string;
    identifier: string;
    properties: Record<string, string | number | boolean>;
    facets: Record<string, PageNode[]>;
    unsupported?: string;
}

export interface PageLayout {
    name: string;
    label: string;
    rows: { region: string; span: number; beside?: true; nodes: PageNode[] }[][];
    unsupported: string[];
}

export interface PageView {
    object: ObjectFacts;
    page: PageLayout;
}

export interface AppPageView {
    page: PageLayout;
}
