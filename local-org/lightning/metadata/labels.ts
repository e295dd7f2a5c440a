import type { ProjectMetadata } from '../../metadata/model.ts';

/** Text of a custom label. */
export function labelText(metadata: ProjectMetadata, name: string): string | undefined {
    return metadata.find('CustomLabel', name)?.xml.value('value');
}
