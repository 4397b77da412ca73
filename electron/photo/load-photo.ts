import type { LookUp } from '../contract/look-up';
import { environmentOf, type Settings } from '../contract/settings';
import { textOfField } from '../contract/user';
import type { Photos } from './photo-store';

type LoadPhotoDeps = {
  readonly settings: () => Settings;
  readonly photos: Photos;
};

/**
 * The use case: the photo of the person on the screen. The page doesn't name the picture, because an address of its
 * choice would be a way out of the page.
 */
export function createLoadPhoto({ settings, photos }: LoadPhotoDeps) {
  /**
   * @param lookUp what the page was given to show
   * @returns where the page finds the photo, or null where there is none to show
   */
  return async function loadPhoto(lookUp: LookUp): Promise<string | null> {
    const current = settings();
    // Who was looked up before another environment was set is not on the screen any more.
    const isShown = lookUp.environment === environmentOf(current);
    if (current.environment !== 'server' || !current.showPhotos || !isShown) return null;
    const imageUrl = textOfField(lookUp.user.fields.profile_image);
    return imageUrl === null ? null : photos.load(imageUrl);
  };
}
