import './instance-methods.ts';
import './static-methods.ts';
