FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# The projects first: as long as no package changes, restoring comes from the layer cache.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/FeedHub.Formats/FeedHub.Formats.csproj src/FeedHub.Formats/packages.lock.json src/FeedHub.Formats/
COPY src/FeedHub.Core/FeedHub.Core.csproj src/FeedHub.Core/packages.lock.json src/FeedHub.Core/
COPY src/FeedHub.Fetching/FeedHub.Fetching.csproj src/FeedHub.Fetching/packages.lock.json src/FeedHub.Fetching/
COPY src/FeedHub.Storage/FeedHub.Storage.csproj src/FeedHub.Storage/packages.lock.json src/FeedHub.Storage/
COPY src/FeedHub.Server/FeedHub.Server.csproj src/FeedHub.Server/packages.lock.json src/FeedHub.Server/
# With the runtime, and all of it compiled ahead together: half the time to start, a quarter less to fetch (docs/performance.md).
ARG PUBLISH="--use-current-runtime -p:SelfContained=true -p:PublishReadyToRun=true -p:PublishReadyToRunComposite=true"
RUN dotnet restore src/FeedHub.Server --locked-mode $PUBLISH
COPY src src
RUN dotnet publish src/FeedHub.Server --configuration Release --no-restore $PUBLISH --output /app

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0
WORKDIR /app
COPY --from=build /app .
COPY feeds-config feeds-config
RUN mkdir /data && chown "$APP_UID" /data
USER $APP_UID
ENV FeedHub__Config=/app/feeds-config FeedHub__Data=/data FeedHub__Urls=http://0.0.0.0:8080
VOLUME /data
EXPOSE 8080
# The program asks itself: the image holds neither curl nor wget.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["/app/feedhub", "health"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/app/feedhub"]
CMD ["serve"]
