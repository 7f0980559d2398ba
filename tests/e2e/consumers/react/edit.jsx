import { useImages } from "./use-images.js";

export function Edit() {
  const { images, error, run } = useImages();

  const edit = ({ target }) =>
    run({
      provider: "mulerun",
      model: "google/nano-banana-pro/edit",
      prompt: "give the man a red hat",
      images: target.files,
    });

  return (
    <>
      <input type="file" accept="image/*" aria-label="An image" onChange={edit} />
      {error && <p role="alert">{error.message}</p>}
      {images.map(({ url }) => (
        <img key={url} alt="" src={url} />
      ))}
    </>
  );
}
