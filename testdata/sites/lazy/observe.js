// Gives each picture its address when it comes into view.
const seen = new IntersectionObserver(entries => {
  for (const {isIntersecting, target} of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    target.src = target.dataset.wait;
  }
});
for (const img of document.images) seen.observe(img);
