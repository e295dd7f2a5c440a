import title from '@salesforce/label/c.Monitor_Title';
import live from '@salesforce/label/c.Monitor_Live';
import stopped from '@salesforce/label/c.Monitor_Stopped';
import pause from '@salesforce/label/c.Monitor_Pause';
import resume from '@salesforce/label/c.Monitor_Resume';
import refresh from '@salesforce/label/c.Monitor_Refresh';
import loading from '@salesforce/label/c.Monitor_Loading';
import retry from '@salesforce/label/c.Monitor_Retry';
import errorTitle from '@salesforce/label/c.Monitor_Error_Title';
import errorUnknown from '@salesforce/label/c.Monitor_Error_Unknown';
import notRefreshed from '@salesforce/label/c.Monitor_Not_Refreshed';
import noAccessTitle from '@salesforce/label/c.Monitor_No_Access_Title';
import noAccessText from '@salesforce/label/c.Monitor_No_Access_Text';
import emptyTitle from '@salesforce/label/c.Monitor_Empty_Title';
import emptyText from '@salesforce/label/c.Monitor_Empty_Text';
import nothingFoundTitle from '@salesforce/label/c.Monitor_Nothing_Found_Title';
import nothingFoundText from '@salesforce/label/c.Monitor_Nothing_Found_Text';
import clearFilters from '@salesforce/label/c.Monitor_Clear_Filters';
import filterState from '@salesforce/label/c.Monitor_Filter_State';
import filterSource from '@salesforce/label/c.Monitor_Filter_Source';
import filterType from '@salesforce/label/c.Monitor_Filter_Type';
import typeExample from '@salesforce/label/c.Monitor_Type_Example';
import allStates from '@salesforce/label/c.Monitor_All_States';
import allSources from '@salesforce/label/c.Monitor_All_Sources';
import stateQueue from '@salesforce/label/c.Monitor_State_Queue';
import stateReceived from '@salesforce/label/c.Monitor_State_Received';
import stateClaimed from '@salesforce/label/c.Monitor_State_Claimed';
import stateProcessed from '@salesforce/label/c.Monitor_State_Processed';
import stateWaiting from '@salesforce/label/c.Monitor_State_Waiting';
import stateIgnored from '@salesforce/label/c.Monitor_State_Ignored';
import stateFailed from '@salesforce/label/c.Monitor_State_Failed';
import tileQueue from '@salesforce/label/c.Monitor_Tile_Queue';
import aboutQueue from '@salesforce/label/c.Monitor_About_Queue';
import tileFailed from '@salesforce/label/c.Monitor_Tile_Failed';
import aboutFailed from '@salesforce/label/c.Monitor_About_Failed';
import tileWaiting from '@salesforce/label/c.Monitor_Tile_Waiting';
import aboutWaiting from '@salesforce/label/c.Monitor_About_Waiting';
import tileDelay from '@salesforce/label/c.Monitor_Tile_Delay';
import aboutDelay from '@salesforce/label/c.Monitor_About_Delay';
import tileShapes from '@salesforce/label/c.Monitor_Tile_Shapes';
import aboutShapes from '@salesforce/label/c.Monitor_About_Shapes';
import moreThan from '@salesforce/label/c.Monitor_More_Than';
import showThese from '@salesforce/label/c.Monitor_Show_These';
import queueEmpty from '@salesforce/label/c.Monitor_Queue_Empty';
import oldest from '@salesforce/label/c.Monitor_Oldest';
import triesAgain from '@salesforce/label/c.Monitor_Tries_Again';
import leftToYou from '@salesforce/label/c.Monitor_Left_To_You';
import noneFailed from '@salesforce/label/c.Monitor_None_Failed';
import noneWaiting from '@salesforce/label/c.Monitor_None_Waiting';
import someWaiting from '@salesforce/label/c.Monitor_Some_Waiting';
import slowDelay from '@salesforce/label/c.Monitor_Slow_Delay';
import noDelay from '@salesforce/label/c.Monitor_No_Delay';
import noShapes from '@salesforce/label/c.Monitor_No_Shapes';
import someShapes from '@salesforce/label/c.Monitor_Some_Shapes';
import sourcesTitle from '@salesforce/label/c.Monitor_Sources_Title';
import sourcesAbout from '@salesforce/label/c.Monitor_Sources_About';
import lastSuccess from '@salesforce/label/c.Monitor_Last_Success';
import never from '@salesforce/label/c.Monitor_Never';
import lanesTitle from '@salesforce/label/c.Monitor_Lanes_Title';
import lanesAbout from '@salesforce/label/c.Monitor_Lanes_About';
import lane from '@salesforce/label/c.Monitor_Lane';
import laneRetrying from '@salesforce/label/c.Monitor_Lane_Retrying';
import noLanes from '@salesforce/label/c.Monitor_No_Lanes';
import streamTitle from '@salesforce/label/c.Monitor_Stream_Title';
import streamAbout from '@salesforce/label/c.Monitor_Stream_About';
import arrived from '@salesforce/label/c.Monitor_Arrived';
import took from '@salesforce/label/c.Monitor_Took';
import event from '@salesforce/label/c.Monitor_Event';
import customer from '@salesforce/label/c.Monitor_Customer';
import attemptCount from '@salesforce/label/c.Monitor_Attempt_Count';
import nextTry from '@salesforce/label/c.Monitor_Next_Try';
import noNextTry from '@salesforce/label/c.Monitor_No_Next_Try';
import replay from '@salesforce/label/c.Monitor_Replay';
import replayAll from '@salesforce/label/c.Monitor_Replay_All';
import replayed from '@salesforce/label/c.Monitor_Replayed';
import replayedText from '@salesforce/label/c.Monitor_Replayed_Text';
import nothingReplayed from '@salesforce/label/c.Monitor_Nothing_Replayed';
import notReplayed from '@salesforce/label/c.Monitor_Not_Replayed';
import match from '@salesforce/label/c.Monitor_Match';
import matchTitle from '@salesforce/label/c.Monitor_Match_Title';
import matched from '@salesforce/label/c.Monitor_Matched';
import matchedText from '@salesforce/label/c.Monitor_Matched_Text';
import notMatched from '@salesforce/label/c.Monitor_Not_Matched';
import openCustomer from '@salesforce/label/c.Monitor_Open_Customer';
import older from '@salesforce/label/c.Monitor_Older';
import newer from '@salesforce/label/c.Monitor_Newer';
import page from '@salesforce/label/c.Monitor_Page';
import newestEvents from '@salesforce/label/c.Monitor_Newest_Events';
import type { ApexError } from '@salesforce/apex';

export const labels = {
    title,
    live,
    stopped,
    pause,
    resume,
    refresh,
    loading,
    retry,
    errorTitle,
    errorUnknown,
    notRefreshed,
    noAccessTitle,
    noAccessText,
    emptyTitle,
    emptyText,
    nothingFoundTitle,
    nothingFoundText,
    clearFilters,
    filterState,
    filterSource,
    filterType,
    typeExample,
    allStates,
    allSources,
    moreThan,
    showThese,
    queueEmpty,
    oldest,
    triesAgain,
    leftToYou,
    noneFailed,
    noneWaiting,
    someWaiting,
    slowDelay,
    noDelay,
    noShapes,
    someShapes,
    sourcesTitle,
    sourcesAbout,
    lastSuccess,
    never,
    lanesTitle,
    lanesAbout,
    lane,
    laneRetrying,
    noLanes,
    streamTitle,
    streamAbout,
    arrived,
    took,
    event,
    customer,
    attemptCount,
    nextTry,
    noNextTry,
    replay,
    replayAll,
    replayed,
    replayedText,
    nothingReplayed,
    notReplayed,
    match,
    matchTitle,
    matched,
    matchedText,
    notMatched,
    openCustomer,
    older,
    newer,
    page,
    newestEvents
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

export function stateName(state: string): string {
    return STATES[state] ?? state;
}

/** What an error says; Salesforce has several ways to say it. */
export function errorWords(error: ApexError): string {
    const body = Array.isArray(error.body) ? error.body[0] : error.body;
    return body?.message ?? error.message ?? labels.errorUnknown;
}
