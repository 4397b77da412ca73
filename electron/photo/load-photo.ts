import { textOf } from '../api/user';
import type { History } from '../history/session-history';
import { environmentOf, type Settings } from '../settings/settings';
import type { Photos } from './photos';

type Parts = {
  readonly settings: () => Settings;
  readonly history: History;
  readonly photos: Photos;
};

/**
 * The use case: the photo of somebody who was looked up. The page names the person and not the picture, because an
 * address of its choice would be a way out of the page.
 */
export function createLoadPhoto({ settings, history, photos }: Parts) {
  /**
   * @param id as of a lookup in the environment that is set
   * @returns where the page finds the photo, or null where there is none to show
   */
  return async function loadPhoto(id: string): Promise<string | null> {
    const current = settings();
    if (current.environment !== 'server' || !current.showPhotos) return null;
    const lookUp = history.open(environmentOf(current), id);
    const imageUrl = lookUp === null ? null : textOf(lookUp.user.fields.profile_image);
    return imageUrl === null ? null : photos.load(imageUrl);
  };
}
