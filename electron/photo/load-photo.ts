import type { LookUp } from '../contract/look-up';
import { environmentOf, type Settings } from '../contract/settings';
import { textOfField } from '../contract/user';
import type { PhotoCache } from './photo-cache';

type LoadPhotoDeps = {
  readonly settings: () => Settings;
  readonly photos: PhotoCache;
};

/**
 * The use case that loads the profile picture of the user on the screen. The URL comes from the
 * lookup that main has kept, never from the renderer: a compromised renderer could otherwise send
 * data to any host.
 */
export function createLoadPhoto({ settings, photos }: LoadPhotoDeps) {
  /**
   * @param lookUp the last lookup that main passed to the renderer
   * @returns the photo's `app://` URL; null if there is no photo or it may not be shown
   */
  return async function loadPhoto(lookUp: LookUp): Promise<string | null> {
    const current = settings();
    // After a change of environment, a lookup of the previous one is no longer on the screen.
    const isShown = lookUp.environment === environmentOf(current);
    if (current.environment !== 'server' || !current.showPhotos || !isShown) return null;
    const imageUrl = textOfField(lookUp.user.fields.profile_image);
    return imageUrl === null ? null : photos.load(imageUrl);
  };
}
