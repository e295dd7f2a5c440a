import arrived from '@salesforce/label/c.Event_Arrived';
import attempts from '@salesforce/label/c.Event_Attempts';
import loading from '@salesforce/label/c.Event_Loading';
import nextTry from '@salesforce/label/c.Event_Next_Try';
import noNextTry from '@salesforce/label/c.Event_No_Next_Try';
import claimed from '@salesforce/label/c.Event_Outcome_Claimed';
import failed from '@salesforce/label/c.Event_Outcome_Failed';
import ignored from '@salesforce/label/c.Event_Outcome_Ignored';
import processed from '@salesforce/label/c.Event_Outcome_Processed';
import received from '@salesforce/label/c.Event_Outcome_Received';
import openInStripe from '@salesforce/label/c.Event_Open_In_Stripe';
import wholeWay from '@salesforce/label/c.Event_Times';
import title from '@salesforce/label/c.Event_Outcome_Title';
import waiting from '@salesforce/label/c.Event_Outcome_Waiting';
import processAgain from '@salesforce/label/c.Event_Process_Again';
import processedAt from '@salesforce/label/c.Event_Processed_At';
import refresh from '@salesforce/label/c.Event_Refresh';
import notQueued from '@salesforce/label/c.Event_Reprocess_Not_Queued';
import queued from '@salesforce/label/c.Event_Reprocess_Queued';
import queuedText from '@salesforce/label/c.Event_Reprocess_Queued_Text';
import unknownError from '@salesforce/label/c.Event_Unknown_Error';

export const labels = {
    arrived,
    attempts,
    loading,
    nextTry,
    noNextTry,
    notQueued,
    openInStripe,
    processAgain,
    processedAt,
    queued,
    queuedText,
    refresh,
    title,
    unknownError,
    wholeWay
};

/** By the state of the event. */
export const outcomes: Readonly<Record<string, string>> = {
    Claimed: claimed,
    Failed: failed,
    Ignored: ignored,
    Processed: processed,
    Received: received,
    Waiting: waiting
};
