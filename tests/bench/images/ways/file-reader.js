import { post } from "./request.js";

export async function send(files) {
  const images = [];
  for (const file of files) images.push(await dataUri(file));
  return post(images);
}

function dataUri(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
