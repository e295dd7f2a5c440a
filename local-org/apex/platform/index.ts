/** The platform's library, whole: whoever imports this file has every class declared. */
import './library.ts';
import './execution/index.ts';

export { platformClasses } from './catalogue.ts';
