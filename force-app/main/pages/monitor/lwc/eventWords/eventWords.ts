import aboutDelay from '@salesforce/label/c.Monitor_About_Delay';
import aboutFailed from '@salesforce/label/c.Monitor_About_Failed';
import aboutQueue from '@salesforce/label/c.Monitor_About_Queue';
import aboutShapes from '@salesforce/label/c.Monitor_About_Shapes';
import aboutWaiting from '@salesforce/label/c.Monitor_About_Waiting';
import allKinds from '@salesforce/label/c.Monitor_All_Kinds';
import allSources from '@salesforce/label/c.Monitor_All_Sources';
import allStates from '@salesforce/label/c.Monitor_All_States';
import arrivalsAbout from '@salesforce/label/c.Monitor_Arrivals_About';
import arrivalsDays from '@salesforce/label/c.Monitor_Arrivals_Days';
import arrivalsHours from '@salesforce/label/c.Monitor_Arrivals_Hours';
import arrivalsMinutes from '@salesforce/label/c.Monitor_Arrivals_Minutes';
import arrivalsSince from '@salesforce/label/c.Monitor_Arrivals_Since';
import arrivalsTitle from '@salesforce/label/c.Monitor_Arrivals_Title';
import arrived from '@salesforce/label/c.Monitor_Arrived';
import arrivedAtLeast from '@salesforce/label/c.Monitor_Arrived_At_Least';
import arrivedCount from '@salesforce/label/c.Monitor_Arrived_Count';
import attemptCount from '@salesforce/label/c.Monitor_Attempt_Count';
import back from '@salesforce/label/c.Monitor_Back';
import cancel from '@salesforce/label/c.Monitor_Cancel';
import candidates from '@salesforce/label/c.Monitor_Candidates';
import choose from '@salesforce/label/c.Monitor_Choose';
import chooseAccount from '@salesforce/label/c.Monitor_Choose_Account';
import chooseAccountFor from '@salesforce/label/c.Monitor_Choose_Account_For';
import chooseThis from '@salesforce/label/c.Monitor_Choose_This';
import clearFilters from '@salesforce/label/c.Monitor_Clear_Filters';
import customer from '@salesforce/label/c.Monitor_Customer';
import delivery from '@salesforce/label/c.Monitor_Delivery';
import emptyText from '@salesforce/label/c.Monitor_Empty_Text';
import emptyTitle from '@salesforce/label/c.Monitor_Empty_Title';
import errorTitle from '@salesforce/label/c.Monitor_Error_Title';
import errorUnknown from '@salesforce/label/c.Monitor_Error_Unknown';
import event from '@salesforce/label/c.Monitor_Event';
import failedCount from '@salesforce/label/c.Monitor_Failed_Count';
import filterKind from '@salesforce/label/c.Monitor_Filter_Kind';
import filterSource from '@salesforce/label/c.Monitor_Filter_Source';
import filterState from '@salesforce/label/c.Monitor_Filter_State';
import filterText from '@salesforce/label/c.Monitor_Filter_Text';
import kindCustomers from '@salesforce/label/c.Monitor_Kind_Customers';
import kindDisputes from '@salesforce/label/c.Monitor_Kind_Disputes';
import kindInvoices from '@salesforce/label/c.Monitor_Kind_Invoices';
import kindOther from '@salesforce/label/c.Monitor_Kind_Other';
import kindPayments from '@salesforce/label/c.Monitor_Kind_Payments';
import kindPayouts from '@salesforce/label/c.Monitor_Kind_Payouts';
import kindSubscriptions from '@salesforce/label/c.Monitor_Kind_Subscriptions';
import lane from '@salesforce/label/c.Monitor_Lane';
import laneRetrying from '@salesforce/label/c.Monitor_Lane_Retrying';
import lanesAbout from '@salesforce/label/c.Monitor_Lanes_About';
import lanesTitle from '@salesforce/label/c.Monitor_Lanes_Title';
import leftToYou from '@salesforce/label/c.Monitor_Left_To_You';
import live from '@salesforce/label/c.Monitor_Live';
import loading from '@salesforce/label/c.Monitor_Loading';
import match from '@salesforce/label/c.Monitor_Match';
import matchConsequence from '@salesforce/label/c.Monitor_Match_Consequence';
import matchHeading from '@salesforce/label/c.Monitor_Match_Heading';
import matchQuestion from '@salesforce/label/c.Monitor_Match_Question';
import matched from '@salesforce/label/c.Monitor_Matched';
import matchedText from '@salesforce/label/c.Monitor_Matched_Text';
import moreThan from '@salesforce/label/c.Monitor_More_Than';
import never from '@salesforce/label/c.Monitor_Never';
import newer from '@salesforce/label/c.Monitor_Newer';
import nextTry from '@salesforce/label/c.Monitor_Next_Try';
import noAccessText from '@salesforce/label/c.Monitor_No_Access_Text';
import noAccessTitle from '@salesforce/label/c.Monitor_No_Access_Title';
import noAccountFound from '@salesforce/label/c.Monitor_No_Account_Found';
import noCandidates from '@salesforce/label/c.Monitor_No_Candidates';
import noDelay from '@salesforce/label/c.Monitor_No_Delay';
import noNextTry from '@salesforce/label/c.Monitor_No_Next_Try';
import noShapes from '@salesforce/label/c.Monitor_No_Shapes';
import noneFailed from '@salesforce/label/c.Monitor_None_Failed';
import noneWaiting from '@salesforce/label/c.Monitor_None_Waiting';
import notMatched from '@salesforce/label/c.Monitor_Not_Matched';
import notRefreshed from '@salesforce/label/c.Monitor_Not_Refreshed';
import notReplayed from '@salesforce/label/c.Monitor_Not_Replayed';
import nothingFoundSearch from '@salesforce/label/c.Monitor_Nothing_Found_Search';
import nothingFoundText from '@salesforce/label/c.Monitor_Nothing_Found_Text';
import nothingFoundTitle from '@salesforce/label/c.Monitor_Nothing_Found_Title';
import nothingReplayed from '@salesforce/label/c.Monitor_Nothing_Replayed';
import older from '@salesforce/label/c.Monitor_Older';
import oldest from '@salesforce/label/c.Monitor_Oldest';
import onlyThis from '@salesforce/label/c.Monitor_Only_This';
import page from '@salesforce/label/c.Monitor_Page';
import pause from '@salesforce/label/c.Monitor_Pause';
import queueEmpty from '@salesforce/label/c.Monitor_Queue_Empty';
import refresh from '@salesforce/label/c.Monitor_Refresh';
import replay from '@salesforce/label/c.Monitor_Replay';
import replayAll from '@salesforce/label/c.Monitor_Replay_All';
import replayConsequence from '@salesforce/label/c.Monitor_Replay_Consequence';
import replayQuestion from '@salesforce/label/c.Monitor_Replay_Question';
import replayed from '@salesforce/label/c.Monitor_Replayed';
import replayedText from '@salesforce/label/c.Monitor_Replayed_Text';
import results from '@salesforce/label/c.Monitor_Results';
import resume from '@salesforce/label/c.Monitor_Resume';
import retry from '@salesforce/label/c.Monitor_Retry';
import searchAccount from '@salesforce/label/c.Monitor_Search_Account';
import searchAccountExample from '@salesforce/label/c.Monitor_Search_Account_Example';
import shapesText from '@salesforce/label/c.Monitor_Shapes_Text';
import shapesTitle from '@salesforce/label/c.Monitor_Shapes_Title';
import showAllWaiting from '@salesforce/label/c.Monitor_Show_All_Waiting';
import showThese from '@salesforce/label/c.Monitor_Show_These';
import silent from '@salesforce/label/c.Monitor_Silent';
import slowDelay from '@salesforce/label/c.Monitor_Slow_Delay';
import someShapes from '@salesforce/label/c.Monitor_Some_Shapes';
import sourcesAbout from '@salesforce/label/c.Monitor_Sources_About';
import sourcesTitle from '@salesforce/label/c.Monitor_Sources_Title';
import stateClaimed from '@salesforce/label/c.Monitor_State_Claimed';
import stateFailed from '@salesforce/label/c.Monitor_State_Failed';
import stateIgnored from '@salesforce/label/c.Monitor_State_Ignored';
import stateProcessed from '@salesforce/label/c.Monitor_State_Processed';
import stateQueue from '@salesforce/label/c.Monitor_State_Queue';
import stateReceived from '@salesforce/label/c.Monitor_State_Received';
import stateWaiting from '@salesforce/label/c.Monitor_State_Waiting';
import stopped from '@salesforce/label/c.Monitor_Stopped';
import streamAbout from '@salesforce/label/c.Monitor_Stream_About';
import streamClosed from '@salesforce/label/c.Monitor_Stream_Closed';
import streamClosedText from '@salesforce/label/c.Monitor_Stream_Closed_Text';
import notCounted from '@salesforce/label/c.Monitor_Not_Counted';
import streamTitle from '@salesforce/label/c.Monitor_Stream_Title';
import textExample from '@salesforce/label/c.Monitor_Text_Example';
import tileDelay from '@salesforce/label/c.Monitor_Tile_Delay';
import tileFailed from '@salesforce/label/c.Monitor_Tile_Failed';
import tileQueue from '@salesforce/label/c.Monitor_Tile_Queue';
import tileShapes from '@salesforce/label/c.Monitor_Tile_Shapes';
import tileWaiting from '@salesforce/label/c.Monitor_Tile_Waiting';
import title from '@salesforce/label/c.Monitor_Title';
import took from '@salesforce/label/c.Monitor_Took';
import triesAgain from '@salesforce/label/c.Monitor_Tries_Again';
import waitingCustomers from '@salesforce/label/c.Monitor_Waiting_Customers';
import waitingInAll from '@salesforce/label/c.Monitor_Waiting_In_All';
import waitingText from '@salesforce/label/c.Monitor_Waiting_Text';
import waitingTitle from '@salesforce/label/c.Monitor_Waiting_Title';
import waitsSince from '@salesforce/label/c.Monitor_Waits_Since';
import warning from '@salesforce/label/c.Monitor_Warning';
import { fill, formatQuantity } from 'c/billingFormat';
import type { Arrivals, Count, Customer } from 'c/eventModel';
import type { ApexError } from '@salesforce/apex';

export const labels = {
    allKinds,
    allSources,
    allStates,
    arrivalsAbout,
    arrivalsSince,
    arrivalsTitle,
    arrived,
    arrivedAtLeast,
    arrivedCount,
    attemptCount,
    back,
    cancel,
    candidates,
    choose,
    chooseAccount,
    chooseAccountFor,
    chooseThis,
    clearFilters,
    customer,
    delivery,
    emptyText,
    emptyTitle,
    errorTitle,
    errorUnknown,
    event,
    failedCount,
    filterKind,
    filterSource,
    filterState,
    filterText,
    lane,
    laneRetrying,
    lanesAbout,
    lanesTitle,
    leftToYou,
    live,
    loading,
    match,
    matchConsequence,
    matchHeading,
    matchQuestion,
    matched,
    matchedText,
    moreThan,
    never,
    newer,
    nextTry,
    noAccessText,
    noAccessTitle,
    noAccountFound,
    noCandidates,
    noDelay,
    noNextTry,
    noShapes,
    noneFailed,
    noneWaiting,
    notCounted,
    notMatched,
    notRefreshed,
    notReplayed,
    nothingFoundSearch,
    nothingFoundText,
    nothingFoundTitle,
    nothingReplayed,
    older,
    oldest,
    onlyThis,
    page,
    pause,
    queueEmpty,
    refresh,
    replay,
    replayAll,
    replayConsequence,
    replayQuestion,
    replayed,
    replayedText,
    results,
    resume,
    retry,
    searchAccount,
    searchAccountExample,
    shapesText,
    shapesTitle,
    showAllWaiting,
    showThese,
    silent,
    slowDelay,
    someShapes,
    sourcesAbout,
    sourcesTitle,
    stopped,
    streamAbout,
    streamClosed,
    streamClosedText,
    streamTitle,
    textExample,
    title,
    took,
    triesAgain,
    waitingCustomers,
    waitingInAll,
    waitingText,
    waitingTitle,
    waitsSince,
    warning,
    failed: stateFailed
};

/** By the state of an event; Queue stands for two of them. */
const STATES: Readonly<Record<string, string>> = {
    Queue: stateQueue,
    Received: stateReceived,
    Claimed: stateClaimed,
    Processed: stateProcessed,
    Waiting: stateWaiting,
    Ignored: stateIgnored,
    Failed: stateFailed
};

/** By what events are about. */
const KIND_NAMES: Readonly<Record<string, string>> = {
    Customers: kindCustomers,
    Subscriptions: kindSubscriptions,
    Invoices: kindInvoices,
    Payments: kindPayments,
    Disputes: kindDisputes,
    Payouts: kindPayouts,
    Other: kindOther
};

const ARRIVALS: Readonly<Record<Arrivals['unit'], string>> = { Day: arrivalsDays, Hour: arrivalsHours, Minute: arrivalsMinutes };

interface Described {
    name: string;
    about: string;
}

/** The key figures. */
export const tiles = {
    queue: { name: tileQueue, about: aboutQueue },
    failed: { name: tileFailed, about: aboutFailed },
    waiting: { name: tileWaiting, about: aboutWaiting },
    delay: { name: tileDelay, about: aboutDelay },
    shapes: { name: tileShapes, about: aboutShapes }
} as const satisfies Readonly<Record<string, Described>>;

/** Parts by the names that Apex gives them. */
const PARTS: Readonly<Record<string, string>> = {
    queue: tileQueue,
    failures: tileFailed,
    waiting: tileWaiting,
    customers: waitingTitle,
    events: streamTitle
};

/** Of what is no part, the name that it came with. */
export function partName(part: string): string {
    return PARTS[part] ?? part;
}

export function stateName(state: string): string {
    return STATES[state] ?? state;
}

export function kindName(kind: string): string {
    return KIND_NAMES[kind] ?? kind;
}

export function arrivalsWords(unit: Arrivals['unit']): string {
    return ARRIVALS[unit];
}

export function countText({ total, isMore }: Count): string {
    return isMore ? fill(labels.moreThan, formatQuantity(total)) : formatQuantity(total);
}

/** What a customer is called, and what else tells who it is. */
export function customerWords(
    { name, email, customerId, source }: Customer,
    sourceNames: Readonly<Record<string, string>>
): { title: string; details: string } {
    const title = [name, email, customerId].find(Boolean) ?? labels.customer;
    const details = [email, customerId, sourceNames[source ?? ''] ?? source].filter((word) => word && word !== title).join(' · ');
    return { title, details };
}

/** What an error says; Salesforce has several ways to say it. */
export function errorWords(error: ApexError): string {
    const body = Array.isArray(error.body) ? error.body[0] : error.body;
    return body?.message ?? error.message ?? labels.errorUnknown;
}
