import about from '@salesforce/label/c.Event_Payload_About';
import cleared from '@salesforce/label/c.Event_Payload_Cleared';
import collapse from '@salesforce/label/c.Event_Payload_Collapse';
import expand from '@salesforce/label/c.Event_Payload_Expand';
import found from '@salesforce/label/c.Event_Payload_Found';
import items from '@salesforce/label/c.Event_Payload_Items';
import more from '@salesforce/label/c.Event_Payload_More';
import none from '@salesforce/label/c.Event_Payload_None';
import search from '@salesforce/label/c.Event_Payload_Search';
import noJson from '@salesforce/label/c.Event_Payload_Text';
import title from '@salesforce/label/c.Event_Payload_Title';

export const labels = { about, cleared, collapse, expand, found, items, more, noJson, none, search, title };
