# PackageWall as a container. Data lives in /data; feeds can be replaced by mounting a folder on /feeds.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
# Compiled beforehand for this machine: a start takes half of the processor time.
RUN dotnet publish src/PackageWall.Server -c Release -r "linux-$(uname -m | sed 's/x86_64/x64/;s/aarch64/arm64/')" --self-contained false -p:PublishReadyToRun=true -o /app \
 && dotnet publish src/PackageWall.Cli -c Release -o /app/cli

FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN useradd --system --uid 10001 --home-dir /data wall && install -d -o wall /data
COPY --from=build /app /app
COPY feeds /feeds
USER wall
VOLUME /data
EXPOSE 8080
ENV PACKAGEWALL_URLS=http://0.0.0.0:8080 PACKAGEWALL_DATA=/data PACKAGEWALL_FEEDS=/feeds
# There is no npm in this image to say what its default registry is: set PACKAGEWALL_UPSTREAM_NPM, and PACKAGEWALL_PUBLIC_URL to the
# address that clients use.
ENTRYPOINT ["dotnet", "/app/PackageWall.Server.dll"]
