import './custom-settings.ts';
import './schema-tokens.ts';
