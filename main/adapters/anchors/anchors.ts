/** The places a desk policy names. A list is reached through Graph: graph/anchor-list.ts makes that one. */
import type { AnchorPlace } from '../../../shared/domain/history/history-rules';
import type { Anchor } from '../../ports/anchors';
import { folderAnchor } from './folder';
import { webhookAnchor, type WebhookParts } from './webhook';

export type AnchorParts = WebhookParts & {
  /** Makes the anchor of a list. */
  readonly list: (place: Extract<AnchorPlace, { readonly kind: 'list' }>) => Anchor;
};

/** @returns one anchor a place, in their order. */
export function createAnchors(places: readonly AnchorPlace[], { list, ...parts }: AnchorParts): readonly Anchor[] {
  return places.map((place): Anchor => {
    switch (place.kind) {
      case 'folder':
        return folderAnchor(place.path);
      case 'webhook':
        return webhookAnchor(place.url, place.secretFile, parts);
      case 'list':
        return list(place);
    }
  });
}
