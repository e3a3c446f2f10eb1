// Shows the API's reference. Nothing is asked of any other host.
const place = document.getElementById('reference')
Scalar.createApiReference('#reference', {
  url: place.dataset.document,
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
})
